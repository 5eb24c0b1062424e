import { countText, durationText, localFigure, roundDurationText, shareText } from '../base/quantity-text.js'
import { say } from '../language/say.js'
import { exactText, intervalText, readingText } from '../verdict/reading-text.js'
import type { SloRow } from './result.js'

/** A place in the run: `1:05`, `1:01:05`. */
export const clockText = (us: number): string => {
  const seconds = Math.floor(us / 1_000_000)
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const padded = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${padded}` : padded
}

/** A round duration on an axis, all of them in seconds from one second on. */
export const axisDurationText = (us: number): string =>
  us >= 120_000_000 ? `${countText(us / 1_000_000)} s` : roundDurationText(us)

/** A count for an axis: `160k`, `1.5M`. */
export const shortCountText = (count: number): string => {
  const unit = SHORT_UNITS.find(({ factor }) => Math.abs(count) >= factor)
  return localFigure(
    unit ? `${Number((count / unit.factor).toPrecision(3))}${unit.suffix}` : String(Number(count.toPrecision(3))),
  )
}

/** CPU time: `12.3 s`, `2 h 5 min`. */
export const cpuText = (seconds: number): string => durationText(seconds * 1_000_000)

/** An instant of UTC to the second: `2026-11-25 10:20:07 UTC`; other text stays as it is. */
export const instantText = (iso: string): string => {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/.exec(iso)
  if (!match) return iso
  const [, year = '', month = '', day = '', time = ''] = match
  return say`${year}-${month}-${day} ${time} UTC`
}

/** What an SLO measured; a dash without samples. */
export const measuredText = ({ value, unit, bound }: Pick<SloRow, 'value' | 'unit' | 'bound'>): string =>
  value === null ? NOTHING : readingText(value, unit, bound)

/** Where it lies with 95 % confidence; a dash where that is not known. */
export const confidenceText = ({ interval, unit, bound }: Pick<SloRow, 'interval' | 'unit' | 'bound'>): string =>
  interval ? intervalText(interval, unit, bound) : NOTHING

/** How an SLO was decided. */
export const methodText = ({ method }: Pick<SloRow, 'method'>): string =>
  method === 'order-statistics' ? say`order statistics` : method === 'value' ? say`value` : method

/** What an SLO asks for: `< 500 ms`, `≥ 99 %`. */
export const boundText = ({ op, bound, unit }: Pick<SloRow, 'op' | 'bound' | 'unit'>): string =>
  `${OPERATORS[op]} ${exactText(bound, unit)}`

const OPERATORS: Readonly<Record<SloRow['op'], string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '=': '=' }

/** A share where tenths of a percent will do; what is not all is never shown as 100 %. */
export const roundShareText = (share: number): string => {
  const percent = share * 100
  if (share < 0.99) return shareText(share)
  return localFigure(`${(share < 1 ? Math.floor(percent * 10) : Math.round(percent * 10)) / 10} %`)
}

/** In place of a figure that nothing was measured for. */
export const NOTHING = '–'

const SHORT_UNITS = [
  { factor: 1e12, suffix: 'T' },
  { factor: 1e9, suffix: 'G' },
  { factor: 1e6, suffix: 'M' },
  { factor: 1e3, suffix: 'k' },
] as const

import type { SloRow } from './result.js'

/** A latency, three digits: `840 µs`, `12.5 ms`, `3.20 s`, and from two minutes on as a span. */
export const durationText = (us: number): string => {
  if (us < 1_000) return `${Math.round(us)} µs`
  if (us < 999_500) return `${threeDigits(us / 1_000)} ms`
  if (us < 120_000_000) return `${threeDigits(us / 1_000_000)} s`
  return spanText(us)
}

/** A round duration on an axis, without the digits that say nothing: `5 s`, `20 ms`. */
export const axisDurationText = (us: number): string => {
  if (us >= 120_000_000) return `${countText(us / 1_000_000)} s`
  return durationText(us).replace(/(\.\d*?)0+(?= )/, (_, digits: string) => (digits === '.' ? '' : digits))
}

/** A length of time as people plan it, two units at most: `20 s`, `1 min 30 s`, `8 h`. */
export const spanText = (us: number): string => {
  if (us < 1_000_000) return us === 0 ? '0 s' : durationText(us)
  const seconds = Math.round(us / 1_000_000)
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const
  const first = parts.findIndex(([value]) => value > 0)
  const shown = parts.slice(first, first + 2).filter(([value]) => value > 0)
  return shown.map(([value, unit]) => `${value} ${unit}`).join(' ')
}

/** A place in the run: `1:05`, `1:01:05`. */
export const clockText = (us: number): string => {
  const seconds = Math.floor(us / 1_000_000)
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const padded = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${padded}` : padded
}

/** A count with its thousands apart: `160,000`; what is no whole number keeps one decimal. */
export const countText = (count: number): string => {
  const [whole = '', decimals] = String(Math.round(count * 10) / 10).split('.')
  // Beyond 10^21 numbers print with an exponent, which has no thousands to group.
  const grouped = /^-?\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}

/** So many of something: `1 shard`, `2,000 shards`. */
export const pluralText = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`

/** A count for an axis: `160k`, `1.5M`. */
export const shortCountText = (count: number): string => {
  const unit = SHORT_UNITS.find(({ factor }) => Math.abs(count) >= factor)
  return unit ? `${Number((count / unit.factor).toPrecision(3))}${unit.suffix}` : String(Number(count.toPrecision(3)))
}

/** A rate: `8,012/s`; below ten with a decimal. */
export const rateText = (perSec: number): string => `${countText(perSec < 10 ? perSec : Math.round(perSec))}/s`

/** A size in powers of 1024: `512 B`, `1.45 GiB`. */
export const bytesText = (bytes: number): string => {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), BYTE_UNITS.length - 1)
  return power === 0 ? `${Math.round(bytes)} B` : `${threeDigits(bytes / 1024 ** power)} ${BYTE_UNITS[power]}`
}

/** A share from 0 to 1 as a percentage; what is not all is never shown as 100 %, what is not nothing never as 0 %. */
export const shareText = (share: number): string => {
  if (share <= 0 || share >= 1) return `${Number((share * 100).toPrecision(4))} %`
  if (share < 0.000_001) return '< 0.0001 %'
  if (share > 0.999_999) return '> 99.9999 %'
  if (share <= 0.99) return `${Number((share * 100).toPrecision(3))} %`
  // Cut, not rounded, two digits behind the nines.
  const digits = Math.ceil(-Math.log10(1 - share))
  const factor = 10 ** (digits + 1)
  return `${Number(((Math.floor(share * factor + 1e-9) / factor) * 100).toFixed(digits))} %`
}

/** A percentile's name: `p99`, `p99.9`. */
export const percentileText = (percentage: number): string => `p${Number(percentage.toFixed(4))}`

/** CPU time: `12.3 s`, `2 h 5 min`. */
export const cpuText = (seconds: number): string => durationText(seconds * 1_000_000)

/** An instant of UTC to the second: `2026-11-25 10:20:07 UTC`; other text stays as it is. */
export const instantText = (iso: string): string => {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/.exec(iso)
  return match ? `${match[1]} ${match[2]} UTC` : iso
}

/** What an SLO measured, or its bound, in its own unit; a dash without samples. */
export const sloText = (value: number | null, unit: SloRow['unit']): string => {
  if (value === null) return NOTHING
  if (unit === 'us') return durationText(value)
  return unit === 'ratio' ? shareText(value) : countText(value)
}

/** What an SLO asks for: `< 500 ms`, `≥ 99 %`. */
export const boundText = ({ op, bound, unit }: Pick<SloRow, 'op' | 'bound' | 'unit'>): string =>
  `${OPERATORS[op]} ${unit === 'us' ? axisDurationText(bound) : sloText(bound, unit)}`

const OPERATORS: Readonly<Record<SloRow['op'], string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '=': '=' }

/** In place of a figure that nothing was measured for. */
export const NOTHING = '–'

const SHORT_UNITS = [
  { factor: 1e12, suffix: 'T' },
  { factor: 1e9, suffix: 'G' },
  { factor: 1e6, suffix: 'M' },
  { factor: 1e3, suffix: 'k' },
] as const

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

// The histograms' own precision; trailing zeros are kept so that a column of figures tells as much in every row.
const threeDigits = (value: number): string => {
  if (value >= 99.95) return countText(Math.round(value))
  return value.toFixed(value >= 9.995 ? 1 : 2)
}

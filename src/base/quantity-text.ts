import { language } from '../language/language.js'
import { sayCounted } from '../language/say.js'

/** A measured duration, three digits: `840 µs`, `12.5 ms`, `3.20 s`, and from two minutes on as a span. */
export const durationText = (us: number): string => localFigure(plainDuration(us))

/** The same before it is in the language in force. */
export const plainDuration = (us: number): string => {
  if (us < 999.5) return `${Math.round(us)} µs`
  if (us < 999_500) return `${threeDigits(us / 1_000)} ms`
  if (us < LONGEST_DURATION_US) return `${threeDigits(us / 1_000_000)} s`
  return spanText(us)
}

/** A duration that somebody chose, a bound or a limit, without the digits that say nothing: `5 s`, `20 ms`. */
export const roundDurationText = (us: number): string =>
  durationText(us).replace(/([.,]\d*?)0+(?= )/, (_, digits: string) => (digits.length === 1 ? '' : digits))

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

/** A count with its thousands apart: `160,000`; what is no whole number keeps one decimal. */
export const countText = (count: number): string => localFigure(plainCount(count))

/** A figure that was written in English, in the language in force: `1,234.5` is `1 234,5` in French. */
export const localFigure = (text: string): string => language().figure(text)

const plainCount = (count: number): string => {
  const [whole = '', decimals] = String(Math.round(count * 10) / 10).split('.')
  // Beyond 10^21 numbers print with an exponent, which has no thousands to group.
  const grouped = /^-?\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}

/** So many of something: `1 shard`, `2,000 shards`. */
export const pluralText = (count: number, one: string, many = `${one}s`): string =>
  sayCounted(count, countText(count), one, many)

/** A rate: `8,012/s`, `43.1/s`, `0.25/s`. */
export const rateText = (perSec: number): string => `${perSecText(perSec)}/s`

/** A rate whose unit stands elsewhere, in a column's head: `8,012`, `43.1`, `0.25`. */
export const perSecText = (perSec: number): string =>
  perSec >= 99.95 ? countText(Math.round(perSec)) : localFigure(String(Number(perSec.toFixed(perSec >= 9.995 ? 1 : 2))))

/** A size in powers of 1024: `512 B`, `1.45 GiB`. */
export const bytesText = (bytes: number): string => {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), BYTE_UNITS.length - 1)
  return localFigure(
    power === 0 ? `${Math.round(bytes)} B` : `${threeDigits(bytes / 1024 ** power)} ${BYTE_UNITS[power]}`,
  )
}

/** CPU use: `1.7 cores`, `0.25 cores`. */
export const coresText = (cores: number): string =>
  sayCounted(cores, localFigure(cores.toFixed(cores < 0.95 ? 2 : 1)), 'cores', 'cores')

/** A share from 0 to 1 as a percentage; what is not all is never shown as 100 %, what is not nothing never as 0 %. */
export const shareText = (share: number): string => localFigure(plainShare(share))

/** The same before it is in the language in force. */
export const plainShare = (share: number): string => {
  if (share <= 0 || share >= 1) return `${Number((share * 100).toPrecision(4))} %`
  if (share < 0.000_001) return '< 0.0001 %'
  if (share <= 0.99) return `${Number((share * 100).toPrecision(3))} %`
  // Cut, not rounded.
  return `${Math.floor(share * 10_000 + 1e-9) / 100} %`
}

const LONGEST_DURATION_US = 120_000_000
const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

// The histograms' own precision; trailing zeros are kept so that a column of figures tells as much in every row.
const threeDigits = (value: number): string => {
  if (value >= 99.95) return plainCount(Math.round(value))
  return value.toFixed(value >= 9.995 ? 1 : 2)
}

import {
  countText,
  durationText,
  localFigure,
  plainDuration,
  plainShare,
  roundDurationText,
} from '../base/quantity-text.js'
import { say } from '../language/say.js'
import type { Interval } from '../metrics/confidence/bootstrap.js'
import type { SloResult } from './slo-result.js'

type Unit = SloResult['unit']

/**
 * What was measured for an SLO or an abort rule, in three digits or so; in as many more as it takes to read on the same side of
 * the bound, so that no miss looks like a pass nor a pass like a miss.
 */
export const readingText = (value: number, unit: Unit, bound: number | undefined): string =>
  localFigure(plainReading(value, unit, bound))

const plainReading = (value: number, unit: Unit, bound: number | undefined): string => {
  const usual = unit === 'ratio' ? plainShare(value) : plainDuration(value)
  if (bound === undefined) return usual
  // What is not all does not read as all either.
  const marks = unit === 'ratio' ? [bound, 0, 1] : [bound]
  const isRight = (text: string): boolean =>
    marks.every((mark) => sideOf(figureIn(text, unit), mark) === sideOf(value, mark))
  const finer = FINER.map((digits) => exacterText(value, unit, digits))
  return [usual, ...finer].find(isRight) ?? usual
}

/** Where a value may lie: `47.1 ms to 52.9 ms`. */
export const intervalText = ({ lower, upper }: Interval, unit: Unit, bound: number | undefined): string =>
  say`${readingText(lower, unit, bound)} to ${readingText(upper, unit, bound)}`

/** A bound as it was set, to the last digit. */
export const exactText = (bound: number, unit: Unit): string => {
  const text = readingText(bound, unit, bound)
  return text === durationText(bound) ? roundDurationText(bound) : text
}

/** Why an SLO on latency has no sample though something came in. */
export const allFailedText = (failed: number): string =>
  failed === 1 ? say`the only one failed` : say`all ${countText(failed)} failed`

// Shares are quotients, whose last digit is not theirs.
const sideOf = (figure: number, mark: number): number =>
  Math.abs(figure - mark) <= 1e-12 * Math.abs(mark) ? 0 : Math.sign(figure - mark)

// Up to what a double holds.
const FINER = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const

const UNITS_US: Readonly<Record<string, number>> = { h: 3_600_000_000, min: 60_000_000, s: 1_000_000, ms: 1_000, µs: 1 }

const exacterText = (value: number, unit: Unit, digits: number): string => {
  if (unit === 'ratio') return `${Number((value * 100).toPrecision(digits))} %`
  const name = value >= 1_000_000 ? 's' : value >= 1_000 ? 'ms' : 'µs'
  return `${Number((value / (UNITS_US[name] ?? 1)).toPrecision(digits))} ${name}`
}

// What a reader takes from the text, in the value's unit.
const figureIn = (text: string, unit: Unit): number => {
  const parts = text.replaceAll(',', '').matchAll(/([\d.]+(?:e-?\d+)?) (%|h|min|s|ms|µs)/g)
  const scale = (name = ''): number => (unit === 'ratio' ? 1 : (UNITS_US[name] ?? 1))
  const sum = [...parts].reduce((total, [, figure, name]) => total + Number(figure) * scale(name), 0)
  return unit === 'ratio' ? sum / 100 : sum
}

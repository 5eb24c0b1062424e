import { type Bootstrap, type Interval, intervalOf } from '../metrics/confidence/bootstrap.js'
import { normalTail, wideningOf } from '../metrics/confidence/expanded-tail.js'
import type { RuleResult } from './comparison.js'
import type { DrawnFigure } from './drawn-figures.js'

/** A change from the base to the new side, and how likely chance alone would make it as large. */
export interface MeasuredChange {
  readonly change: number | null
  readonly interval: Interval | null
  /** Null where too little is known. */
  readonly chance: number | null
}

/** The change of a figure in a unit; its draws are those of both sides, one by one, which are independent of each other. */
export const changeOf = (base: DrawnFigure, other: DrawnFigure, unit: RuleResult['unit']): MeasuredChange => {
  const change = difference(base.value, other.value, unit)
  if (change === undefined) return { change: null, interval: null, chance: null }
  const drawn = drawnChange(base.drawn, other.drawn, unit)
  if (!drawn) return { change, interval: null, chance: null }
  return { change, interval: intervalOf(drawn), chance: chanceOf(change, drawn) }
}

/**
 * Which of so many chances are none: those under which false ones are 5 % of all that are called changes (Benjamini & Hochberg, Journal of
 * the Royal Statistical Society B 57, 1995). With an interval of 95 % each, one in twenty of the unchanged would be called a change.
 */
export const largestRealChance = (chances: readonly number[]): number => {
  const ascending = chances.toSorted((a, b) => a - b)
  return ascending.findLast((chance, at) => chance <= (FALSE_SHARE * (at + 1)) / ascending.length) ?? -1
}

const FALSE_SHARE = 0.05

const difference = (
  base: number | undefined,
  other: number | undefined,
  unit: RuleResult['unit'],
): number | undefined => {
  if (base === undefined || other === undefined) return undefined
  if (unit !== 'relative') return other - base
  if (base > 0) return other / base - 1
  return other === base ? 0 : undefined
}

const drawnChange = (
  base: Bootstrap | undefined,
  other: Bootstrap | undefined,
  unit: RuleResult['unit'],
): Bootstrap | undefined => {
  if (!base || !other) return undefined
  const values = base.values.map((value, at) => difference(value, other.values[at], unit) ?? Number.NaN)
  // A draw without anything to compare with: of a few requests, which tell nothing.
  return values.some(Number.isNaN) ? undefined : { values, parts: Math.min(base.parts, other.parts) }
}

// Two-sided, of the change by the spread of its draws, as wide as their few parts ask for.
const chanceOf = (change: number, { values, parts }: Bootstrap): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  if (change === 0) return 1
  return spread === 0 ? 0 : Math.min(1, 2 * normalTail(Math.abs(change) / (spread * wideningOf(parts))))
}

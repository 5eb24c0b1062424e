import { extent, median } from 'simple-statistics'
import type { LoadPoint } from './usl-fit.js'

/** Points below which a shape says nothing. */
export const KNEE_POINTS_MIN = 8

/**
 * Where a rising curve that flattens bends: Kneedle (Satopää et al., Finding a "Kneedle" in a Haystack, ICDCS-W 2011) after a
 * running median of three, which leaves a rising curve as it is. Looks at the shape only; undefined without a bend or with few points.
 */
export const kneeOf = (points: readonly LoadPoint[], sensitivity = 1): LoadPoint | undefined => {
  if (points.length < KNEE_POINTS_MIN) return undefined
  const sorted = points.toSorted((a, b) => a.load - b.load)
  const loads = normalised(sorted.map(({ load }) => load))
  const rises = normalised(smoothed(sorted.map(({ throughput }) => throughput)))
  if (!loads || !rises) return undefined
  const above = rises.map((rise, i) => rise - (loads[i] ?? 0))
  const tolerance = sensitivity / (points.length - 1)
  const knee = above.findIndex((height, i) => isPeak(above, i) && fallsBelow(above, i, height - tolerance))
  return knee < 0 ? undefined : sorted[knee]
}

const smoothed = (values: readonly number[]): number[] =>
  values.map((value, i) => median([values[i - 1] ?? value, value, values[i + 1] ?? value]))

const normalised = (values: readonly number[]): number[] | undefined => {
  const [least, most] = extent([...values])
  return most > least ? values.map((value) => (value - least) / (most - least)) : undefined
}

const isPeak = (heights: readonly number[], i: number): boolean => {
  const [before, height, after] = [heights[i - 1], heights[i], heights[i + 1]]
  return before !== undefined && height !== undefined && after !== undefined && height >= before && height > after
}

const fallsBelow = (heights: readonly number[], peak: number, threshold: number): boolean => {
  for (let i = peak + 1; i < heights.length; i++) {
    if (isPeak(heights, i)) return false
    if ((heights[i] ?? 0) < threshold) return true
  }
  return false
}

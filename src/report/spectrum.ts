import type { SparseHistogram } from '../metrics/sparse-histogram.js'
import type { Spectrum } from './result.js'

const TICKS_PER_HALVING = 2

/**
 * The percentiles at HdrHistogram's ticks: each halving of the distance to 100 % gets the same number of them, until
 * one sample is more than what is left. Ends with the maximum at 100.
 */
export const spectrumOf = (histogram: SparseHistogram): Spectrum => {
  const { count } = histogram
  if (count === 0) return []
  const points: [number, number][] = []
  for (const percentile of ticksUpTo(count)) points.push([percentile, histogram.percentile(percentile) ?? 0])
  return [...points, [100, histogram.percentile(100) ?? 0]]
}

function* ticksUpTo(count: number): Generator<number> {
  for (let left = 1, tick = 0; left * count >= 1; tick++, left = leftAt(tick)) {
    // Twelve digits: enough for any count, and no tail of floating-point noise in the file.
    yield Number((100 - 100 * left).toPrecision(12))
  }
}

const leftAt = (tick: number): number => {
  const halving = Math.floor(tick / TICKS_PER_HALVING)
  const within = (tick % TICKS_PER_HALVING) / TICKS_PER_HALVING
  return 2 ** -halving * (1 - within / 2)
}

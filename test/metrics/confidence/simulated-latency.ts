import { exponential, type Random } from '../../../src/base/random.js'
import { SecondSeries } from '../../../src/metrics/confidence/second-series.js'
import { SparseHistogram } from '../../../src/metrics/sparse-histogram.js'

/** Standard normal, by Box and Muller. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** A stationary series with mean 0 and variance 1 in which each value keeps a share of the one before. */
export const autoregressive = (random: Random, length: number, kept: number): number[] => {
  let value = normal(random)
  return Array.from({ length }, () => {
    const now = value
    value = kept * value + Math.sqrt(1 - kept ** 2) * normal(random)
    return now
  })
}

/** Exponential latencies around 20 ms whose mean wanders from second to second as the series does. */
export const latencySeries = (random: Random, seconds: number, kept: number, perSecond: number): SecondSeries => {
  const series = new SecondSeries()
  autoregressive(random, seconds, kept).forEach((level, second) => {
    const histogram = new SparseHistogram()
    for (let i = 0; i < perSecond; i++) histogram.record(exponential(random, 20_000 * Math.exp(0.3 * level)))
    series.add(second, histogram.entries())
  })
  return series
}

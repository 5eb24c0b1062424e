import { type Random, randomStream } from '../base/random.js'
import { type Bootstrap, bootstrap } from '../metrics/confidence/bootstrap.js'
import { wholeOf } from '../metrics/confidence/draws.js'
import { percentileOf, ratioOf, type SecondsStatistic } from '../metrics/confidence/statistics.js'
import { samplesForQuantile } from '../metrics/order-statistics.js'
import type { RowSeries } from './compared-series.js'
import type { ComparedRow, Figure } from './comparison.js'

/** A figure of one side: over all of its runs, and over draws from them. */
export interface DrawnFigure {
  readonly value: number | undefined
  readonly drawn: Bootstrap | undefined
}

/** The figures that a kind of row has: nobody counts errors by tier, and latencies of all steps together say nothing. */
export const figuresOf = (kind: ComparedRow['kind']): readonly Figure[] => {
  if (kind === 'all') return ['throughput', 'errors']
  return kind === 'tier' ? ['p50', 'p95', 'p99'] : ['p50', 'p95', 'p99', 'throughput', 'errors']
}

/** A row's figure on one side, from the row's series in each of its runs. */
export const drawnFigure = (rows: readonly RowSeries[], figure: Figure, seed: number, side: string): DrawnFigure => {
  const statistic = statisticOf(rows, figure)
  const value = statistic.of(wholeOf(statistic.seconds))
  const random: Random = randomStream(seed, 'compare', side, rows[0]?.name ?? '', figure)
  const samples = rows.reduce((sum, { latencies }) => sum + latencies.pooled.count, 0)
  const isEnough = value !== undefined && samples >= samplesNeeded(figure)
  return { value, drawn: isEnough ? bootstrap(statistic, random) : undefined }
}

// The largest of fewer is most likely below the percentile, and no draw from them can know.
const samplesNeeded = (figure: Figure): number =>
  figure === 'throughput' || figure === 'errors' ? 0 : samplesForQuantile(PERCENTAGES[figure] / 100)

const PERCENTAGES = { p50: 50, p95: 95, p99: 99 } as const

const statisticOf = (rows: readonly RowSeries[], figure: Figure): SecondsStatistic => {
  switch (figure) {
    case 'throughput':
      return ratioOf(rows.map(({ ended }) => ({ above: ended, under: ended.map(() => 1) })))
    case 'errors':
      return ratioOf(rows.map(({ failed, ended }) => ({ above: failed, under: ended })))
    case 'p50':
    case 'p95':
    case 'p99':
      return percentileOf(
        rows.map(({ latencies }) => latencies),
        PERCENTAGES[figure],
      )
  }
}

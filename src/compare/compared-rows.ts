import { SparseHistogram } from '../metrics/sparse-histogram.js'
import { spectrumOf } from '../report/spectrum.js'
import { changeOf, largestRealChance, type MeasuredChange } from './changes.js'
import type { RowSeries } from './compared-series.js'
import type { Change, ComparedRow, Figure } from './comparison.js'
import { type DrawnFigure, drawnFigure, figuresOf } from './drawn-figures.js'
import type { ReadRun } from './read-group.js'

/** One row in all runs of both sides. */
export interface RowPair {
  readonly base: readonly RowSeries[]
  readonly new: readonly RowSeries[]
}

/** A row with its figures on both sides. */
export interface DrawnPair {
  readonly pair: RowPair
  readonly figures: ReadonlyMap<Figure, { readonly base: DrawnFigure; readonly new: DrawnFigure }>
}

/** Every row that both sides know and at least one has samples of, with its figures; draws are named by the seed. */
export const drawnPairs = (base: readonly ReadRun[], other: readonly ReadRun[], seed: number): DrawnPair[] =>
  pairsOf(base, other).map((pair) => ({ pair, figures: figuresOfPair(pair, seed) }))

/** The rows as they are told: what is noise is known only beside all other changes. */
export const rowsOf = (drawn: readonly DrawnPair[]): ComparedRow[] => {
  const measured = drawn.map(({ pair, figures }) => ({
    pair,
    changes: [...figures].map(([figure, sides]) => ({
      figure,
      sides,
      ...changeOf(sides.base, sides.new, figure === 'errors' ? 'points' : 'relative'),
    })),
  }))
  const real = largestRealChance(measured.flatMap(({ changes }) => changes.flatMap(({ chance }) => chance ?? [])))
  return measured.map(({ pair, changes }) => ({
    name: pair.base[0]?.name ?? '',
    kind: pair.base[0]?.kind ?? 'all',
    over: pair.base[0]?.over ?? '',
    samples: { base: samplesOf(pair.base), new: samplesOf(pair.new) },
    changes: changes.map(
      ({ figure, sides, change, interval, chance }): Change => ({
        figure,
        base: sides.base.value ?? null,
        new: sides.new.value ?? null,
        change,
        interval,
        call: callOf({ change, interval, chance }, real),
      }),
    ),
    spectra: { base: spectrumOf(pooled(pair.base)), new: spectrumOf(pooled(pair.new)) },
  }))
}

const pairsOf = (base: readonly ReadRun[], other: readonly ReadRun[]): RowPair[] => {
  const rowsNamed = (runs: readonly ReadRun[], kind: string, name: string): RowSeries[] =>
    runs.flatMap(({ rows }) => rows.find((row) => row.kind === kind && row.name === name) ?? [])
  const pairs = (base[0]?.rows ?? []).map(({ kind, name }) => ({
    base: rowsNamed(base, kind, name),
    new: rowsNamed(other, kind, name),
  }))
  return pairs.filter((pair) => samplesOf(pair.base) + samplesOf(pair.new) > 0 && pair.new.length > 0)
}

const figuresOfPair = (pair: RowPair, seed: number): DrawnPair['figures'] =>
  new Map(
    figuresOf(pair.base[0]?.kind ?? 'all').map((figure) => [
      figure,
      { base: drawnFigure(pair.base, figure, seed, 'base'), new: drawnFigure(pair.new, figure, seed, 'new') },
    ]),
  )

const callOf = ({ change, chance }: MeasuredChange, real: number): Change['call'] => {
  if (change === null || chance === null) return 'unknown'
  if (chance > real) return 'noise'
  return change > 0 ? 'up' : 'down'
}

const samplesOf = (rows: readonly RowSeries[]): number =>
  rows.reduce((sum, { latencies, ended }) => sum + Math.max(latencies.pooled.count, total(ended)), 0)

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

const pooled = (rows: readonly RowSeries[]): SparseHistogram => {
  const histogram = new SparseHistogram()
  for (const { latencies } of rows) histogram.merge(latencies.pooled)
  return histogram
}

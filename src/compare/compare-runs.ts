import { UsageError } from '../base/errors.js'
import { SparseHistogram } from '../metrics/sparse-histogram.js'
import { TIERS } from '../metrics/tier.js'
import { spectrumOf } from '../report/spectrum.js'
import { changeOf, largestRealChance, type MeasuredChange } from './changes.js'
import type { RowSeries } from './compared-series.js'
import { type Change, COMPARISON_SCHEMA, type ComparedRow, type Comparison, type Figure } from './comparison.js'
import { type DrawnFigure, drawnFigure, figuresOf } from './drawn-figures.js'
import { checkFailRule, type FailRule } from './fail-rule.js'
import { loadDifferences } from './load-differences.js'
import { notesOf } from './notes.js'
import { type ReadRun, readGroup } from './read-group.js'
import { ruleResult } from './rule-result.js'

/** What to compare, and what is not to be. */
export interface CompareOptions {
  readonly base: readonly string[]
  readonly new: readonly string[]
  readonly rules: readonly FailRule[]
  readonly allowDifferentLoad: boolean
  readonly toolVersion: string
}

/** Holds groups of runs against each other. Throws a UsageError where a folder holds no run, a rule names nothing, or the load differs. */
export const compareRuns = async (options: CompareOptions): Promise<Comparison> => {
  const [base, other] = [await readGroup(options.base), await readGroup(options.new)]
  requireNames(options.rules, [...base, ...other])
  const differences = requireSameLoad([...base, ...other], options.allowDifferentLoad)
  const pairs = pairsOf(base, other)
  const drawn = pairs.map((pair) => ({ pair, figures: figuresOfPair(pair, base[0]?.meta.seed ?? 0) }))
  const rules = options.rules.map((rule) => ruleResult(rule, drawn))
  const runs = { base: base.map(({ about }) => about), new: other.map(({ about }) => about) }
  const rows = rowsOf(drawn)
  return {
    schema: COMPARISON_SCHEMA,
    tool: { version: options.toolVersion },
    status: statusOf([...runs.base, ...runs.new], rules),
    ...runs,
    loadDifferences: differences,
    notes: notesOf(runs),
    rules,
    rows,
  }
}

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

const statusOf = (runs: Comparison['base'], rules: Comparison['rules']): Comparison['status'] => {
  if (runs.some(({ verdict }) => verdict === 'invalid' || verdict === 'interrupted')) return 'invalid'
  if (rules.some(({ status }) => status === 'broken')) return 'fail'
  return rules.some(({ status }) => status === 'open') ? 'inconclusive' : 'pass'
}

const requireNames = (rules: readonly FailRule[], runs: readonly ReadRun[]): void => {
  const problems = rules.flatMap((rule) => {
    for (const { meta } of runs) {
      const problem = checkFailRule(rule, { subjects: meta.subjects, steps: meta.steps, tiers: TIERS })
      if (problem) return [problem]
    }
    return []
  })
  if (problems.length > 0) throw new UsageError(problems)
}

const requireSameLoad = (runs: readonly ReadRun[], isAllowed: boolean): string[] => {
  const [first, ...others] = runs
  if (!first) return []
  const found = new Set(others.flatMap(({ meta }) => loadDifferences(first.meta.profile, meta.profile)))
  if (found.size > 0 && !isAllowed) {
    const remedy =
      'compare runs of the same load, or give --allow-different-load and read the figures with that in mind'
    throw new UsageError([...found].map((value) => ({ path: 'load differs', value, remedy })))
  }
  return [...found]
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

const rowsOf = (drawn: readonly DrawnPair[]): ComparedRow[] => {
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

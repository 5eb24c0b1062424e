import { UsageError } from '../base/errors.js'
import { TIERS } from '../metrics/tier.js'
import { drawnPairs, rowsOf } from './compared-rows.js'
import { COMPARISON_SCHEMA, type Comparison } from './comparison.js'
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
  const drawn = drawnPairs(base, other, base[0]?.meta.seed ?? 0)
  const rules = options.rules.map((rule) => ruleResult(rule, drawn))
  const runs = { base: base.map(({ about }) => about), new: other.map(({ about }) => about) }
  return {
    schema: COMPARISON_SCHEMA,
    tool: { version: options.toolVersion },
    status: statusOf([...runs.base, ...runs.new], rules),
    ...runs,
    loadDifferences: differences,
    notes: notesOf(runs),
    rules,
    rows: rowsOf(drawn),
  }
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

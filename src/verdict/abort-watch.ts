import { type Problem, UsageError } from '../base/errors.js'
import { spanText } from '../base/quantity-text.js'
import type { RunMeta } from '../metrics/run-record.js'
import type { SecondRecord } from '../metrics/second-record.js'
import { type AbortRule, checkAbortRule, parseAbortRule } from '../profile/abort-rule.js'
import type { Objective, Operator } from './objective.js'
import { namesOf, objectiveOf } from './objectives-of.js'
import { meets, readingOf, unitOf } from './reading.js'
import { readingText } from './reading-text.js'
import { SpanSamples } from './span-samples.js'

/**
 * Watches a run's seconds for its abort rules. A rule has held when its condition was true in every second that had a
 * sample, from a first to a last one as far apart as the rule says. Throws a UsageError for a rule that this run cannot watch.
 */
export class AbortWatch {
  readonly #rules: readonly RuleWatch[]

  constructor(meta: RunMeta) {
    const parsed = meta.profile.abortOn.map((text) => ({ text, rule: ruleOf(text, meta) }))
    const problems = parsed.flatMap(({ rule }) => ('remedy' in rule ? [rule] : []))
    if (problems.length > 0) throw new UsageError(problems)
    this.#rules = parsed.flatMap(({ text, rule }) => ('remedy' in rule ? [] : [new RuleWatch(text, rule, meta)]))
  }

  /** Takes what came in lately, and says why the run should end; undefined while no rule has held. */
  reasonAfter(records: readonly SecondRecord[], runUs: number): string | undefined {
    for (const record of records) for (const rule of this.#rules) rule.add(record)
    for (const rule of this.#rules) {
      const reason = rule.reason(runUs)
      if (reason !== undefined) return reason
    }
    return undefined
  }
}

const ruleOf = (text: string, meta: RunMeta): AbortRule | Problem =>
  checkAbortRule(text, namesOf(meta)) ?? parseAbortRule(text)

// A request is booked in the second in which it was due, so a second can still change while its last answers may come.
const MEMORY_US = 120_000_000

class RuleWatch {
  readonly #text: string
  readonly #forUs: number
  /** The opposite of the condition, so that failures count against it as they do against an SLO. */
  readonly #unless: Objective
  readonly #fromUs: number
  readonly #seconds = new Map<number, { readonly samples: SpanSamples; users?: number }>()

  constructor(text: string, { condition, forUs }: AbortRule, meta: RunMeta) {
    this.#text = text
    this.#forUs = forUs
    const slo = { ...condition, op: OPPOSITE[condition.op] }
    this.#unless = objectiveOf(text, slo, meta, Number.POSITIVE_INFINITY)
    // While users arrive there are always too few.
    const holdFromUs = meta.stages.find(({ name }) => name === 'hold')?.fromUs ?? 0
    this.#fromUs = this.#unless.source.kind === 'users' ? holdFromUs : 0
  }

  add(record: SecondRecord): void {
    const known = this.#seconds.get(record.second) ?? { samples: new SpanSamples() }
    this.#seconds.set(record.second, known)
    known.samples.add(record, this.#unless.source)
    if (record.users !== undefined) known.users = record.users
  }

  reason(runUs: number): string | undefined {
    this.#forget(runUs)
    let fromUs: number | undefined
    for (const second of [...this.#seconds.keys()].sort((a, b) => a - b)) {
      const value = this.#value(second)
      if (value === undefined) continue
      if (meets(value, this.#unless.op, this.#unless.bound)) fromUs = undefined
      else fromUs ??= second * 1_000_000
      const heldUs = fromUs === undefined ? 0 : (second + 1) * 1_000_000 - fromUs
      if (heldUs >= this.#forUs) return this.#sentence(heldUs, value)
    }
    return undefined
  }

  #value(second: number): number | undefined {
    const { source } = this.#unless
    const known = this.#seconds.get(second)
    if (!known || second * 1_000_000 < this.#fromUs) return undefined
    if (source.kind !== 'users') return readingOf(this.#unless, known.samples).value
    return known.users === undefined ? undefined : known.users / source.planned
  }

  #sentence(heldUs: number, value: number): string {
    const { statistic, bound } = this.#unless
    const last = readingText(value, unitOf(statistic), bound)
    return `${this.#text}: held for ${spanText(heldUs)}, last at ${last}`
  }

  #forget(runUs: number): void {
    const oldest = Math.floor((runUs - this.#forUs - MEMORY_US) / 1_000_000)
    for (const second of this.#seconds.keys()) if (second < oldest) this.#seconds.delete(second)
  }
}

const OPPOSITE: Readonly<Record<Operator, Operator>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '=' }

import { SecondSeries } from '../metrics/confidence/second-series.js'
import type { RunMeta } from '../metrics/run-record.js'
import type { SecondRecord, StepSecond } from '../metrics/second-record.js'
import { countIn } from '../metrics/sparse-histogram.js'
import { TIERS } from '../metrics/tier.js'
import { spansOf, windowText } from '../verdict/spans-of.js'
import type { ComparedRow } from './comparison.js'

/** What is known of one row in one run, second by second. */
export interface RowSeries {
  readonly name: string
  readonly kind: ComparedRow['kind']
  readonly over: string
  readonly latencies: SecondSeries
  /** Requests, or felt durations, that came to an end, well or not, and those that failed. */
  readonly ended: number[]
  readonly failed: number[]
}

/** The series of one run's rows, each over the part of the run that an SLO without a window would count. */
export class ComparedSeries {
  readonly rows: readonly RowSeries[]
  readonly #meta: RunMeta
  readonly #endUs: number
  readonly #all: Window
  readonly #felt: readonly Window[]
  readonly #steps: readonly Window[]
  readonly #tiers: readonly Window[]

  constructor(meta: RunMeta, endUs: number) {
    this.#meta = meta
    this.#endUs = endUs
    const window = (name: string, kind: ComparedRow['kind'], isLogin: boolean): Window =>
      this.#window(name, kind, isLogin)
    this.#all = window('all steps', 'all', false)
    this.#felt = meta.subjects.map((name) => window(name, 'felt', name === 'login'))
    this.#steps = meta.steps.map(({ name, scenario }) => window(name, 'step', scenario === 'login'))
    this.#tiers = TIERS.map((name) => window(name, 'tier', false))
    this.rows = [this.#all, ...this.#felt, ...this.#steps, ...this.#tiers].map(({ row }) => row)
  }

  add(record: SecondRecord): void {
    for (const window of [this.#all, ...this.#felt, ...this.#steps, ...this.#tiers]) open(window, record.second)
    for (const part of record.felt ?? []) {
      const failed = countIn(part.failedResponse)
      put(this.#felt[part.subject], record.second, part.response, countIn(part.response) + failed, failed)
    }
    for (const part of record.steps ?? []) this.#addStep(record.second, part)
  }

  #addStep(second: number, part: StepSecond): void {
    const failed = countIn(part.failedResponse)
    const ended = (part.ok ?? 0) + failed
    put(this.#steps[part.step], second, part.response, ended, failed)
    put(this.#all, second, undefined, ended, failed)
    for (const [at, tier] of TIERS.entries()) put(this.#tiers[at], second, part.tiers?.[tier], 0, 0)
  }

  #window(name: string, kind: ComparedRow['kind'], isLogin: boolean): Window {
    const { stages, profile } = this.#meta
    const asked =
      profile.behaviour.session.kind === 'one-pass' ? ({ kind: 'all' } as const) : ({ kind: 'default' } as const)
    const [span] = spansOf(asked, isLogin, stages, this.#endUs)
    const row = { name, kind, over: windowText(asked, isLogin), latencies: new SecondSeries(), ended: [], failed: [] }
    return { row, first: Math.ceil((span?.fromUs ?? 0) / 1e6), end: Math.ceil((span?.toUs ?? 0) / 1e6) }
  }
}

interface Window {
  readonly row: RowSeries
  /** Seconds; `end` is exclusive. */
  readonly first: number
  readonly end: number
}

// A second of which only others know something is a second without a sample.
const open = (window: Window, second: number): void => put(window, second, [], 0, 0)

const put = (
  window: Window | undefined,
  second: number,
  entries: readonly number[] = [],
  ended: number,
  failed: number,
): void => {
  if (!window || second < window.first || second >= window.end) return
  const { row, first } = window
  row.latencies.add(second - first, entries)
  for (const [list, more] of [
    [row.ended, ended],
    [row.failed, failed],
  ] as const) {
    while (list.length <= second - first) list.push(0)
    list[second - first] = (list[second - first] ?? 0) + more
  }
}

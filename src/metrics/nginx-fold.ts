import type { NginxLook, NginxTimes, SecondRecord, StepSecond } from './second-record.js'
import { type Entries, SparseHistogram } from './sparse-histogram.js'
import { UNANSWERED } from './step-totals.js'

/** Requests of a span of whole seconds, and what nginx told of itself meanwhile. */
export interface NginxSpan {
  /** In order. */
  readonly looks: readonly NginxLook[]
  readonly seconds: readonly (NginxTimes & NginxRequests)[]
  readonly unanswered: number
}

/** Requests that were due in a second and written, and how long they waited for that in all, microseconds. */
export interface NginxRequests {
  readonly written: number
  readonly waitedUs: number
}

/** Second by second: requests written, nginx's own times of some of them, and how many it had in hand. */
export class NginxFold {
  readonly #seconds = new Map<number, Second>()

  add({ second, steps = [], nginxTimes, looks = [] }: SecondRecord): void {
    const known = this.#seconds.get(second) ?? { ...NOTHING, looks: [] }
    this.#seconds.set(second, known)
    for (const step of steps) {
      const { written, unanswered } = countsOf(step)
      known.written += written
      known.unanswered += unanswered
      known.waitedUs += totalUs(step.response) - totalUs(step.service)
    }
    known.looks.push(...looks)
    if (!nginxTimes) return
    known.requests += nginxTimes.requests
    known.totalMs += nginxTimes.totalMs
    known.totalSquareMs += nginxTimes.totalSquareMs
  }

  /** The seconds that lie wholly within a span of run time, microseconds. */
  over(fromUs: number, toUs: number): NginxSpan {
    const [from, to] = [Math.ceil(fromUs / 1_000_000), Math.floor(toUs / 1_000_000)]
    const seconds = Array.from({ length: Math.max(to - from, 0) }, (_, i) => this.#seconds.get(from + i) ?? NOTHING)
    return {
      looks: seconds.flatMap(({ looks }) => looks),
      seconds: seconds.map(({ looks: _, unanswered: __, ...figures }) => figures),
      unanswered: seconds.reduce((sum, { unanswered }) => sum + unanswered, 0),
    }
  }
}

interface Second {
  written: number
  waitedUs: number
  unanswered: number
  requests: number
  totalMs: number
  totalSquareMs: number
  readonly looks: NginxLook[]
}

const NOTHING: Readonly<Second> = {
  looks: [],
  written: 0,
  waitedUs: 0,
  unanswered: 0,
  requests: 0,
  totalMs: 0,
  totalSquareMs: 0,
}

const totalUs = (entries: Entries = []): number => {
  const times = new SparseHistogram()
  times.mergeEntries(entries)
  return (times.mean() ?? 0) * times.count
}

const countsOf = ({ ok = 0, failed = {}, inFlight = 0, unwritten = 0 }: StepSecond) => {
  let [failures, silent] = [0, 0]
  for (const [kind, count] of Object.entries(failed)) {
    failures += count
    if (UNANSWERED.has(kind)) silent += count
  }
  return { written: ok + failures + inFlight - unwritten, unanswered: silent + inFlight - unwritten }
}

import type { OpenedEntries, OpenedSeries } from './opened-connections.js'
import { lagsOf, type SecondRecord } from './second-record.js'
import { countIn, SparseHistogram } from './sparse-histogram.js'

/** One second of the run as the charts show it. */
export interface TimelinePoint {
  readonly second: number
  readonly users: number
  /** Requests due in this second and sent. */
  readonly requests: number
  readonly failed: number
  readonly p50Us: number | null
  readonly p99Us: number | null
  /** Schedule lag of the requests due in this second. */
  readonly lagP99Us: number | null
  /** Busy and stolen time of the generator's machine. */
  readonly cpuShare: number | null
  readonly stealShare: number | null
  /** Connections that came up in this second, and their TLS handshakes by kind; absent when nobody counted any. */
  readonly opened?: Readonly<Record<OpenedSeries, number>>
}

// Answers come in until the request's time-out; keeping every second's histogram open would cost hundreds of MiB over
// a soak of 8 h. What comes later still counts, it only moves no percentile of the chart any more.
const OPEN_SECONDS = 180

/** Users, load and latency by second, from records in the order they were stored. */
export class Timeline {
  readonly #seconds = new Map<number, Entry>()
  #closedBelow = 0
  #last = -1

  add(record: SecondRecord): void {
    const entry = this.#entry(record.second)
    this.#last = Math.max(this.#last, record.second)
    if (record.users !== undefined) entry.users = record.users
    if (record.machine) {
      entry.cpuShare = record.machine.cpuShare ?? null
      entry.stealShare = record.machine.stealShare ?? null
    }
    if (record.opened) entry.opened = addedCounts(entry.opened, record.opened)
    for (const lag of lagsOf(record)) entry.open?.lag.mergeEntries(lag)
    for (const step of record.steps ?? []) {
      const failed = Object.values(step.failed ?? {}).reduce((sum, count) => sum + count, 0)
      entry.requests += (step.ok ?? 0) + failed + (step.inFlight ?? 0)
      entry.failed += failed
      entry.open?.response.mergeEntries(step.response ?? [])
    }
    while (this.#closedBelow < record.second - OPEN_SECONDS) close(this.#seconds.get(this.#closedBelow++))
  }

  /** Every second from 0 to the last, also those of which nothing is known; users hold until the next count. */
  points(): TimelinePoint[] {
    const points: TimelinePoint[] = []
    let users = 0
    for (let second = 0; second <= this.#last; second++) {
      const entry = this.#seconds.get(second)
      close(entry)
      users = entry?.users ?? users
      const { users: _, open: __, ...figures } = entry ?? NOTHING
      points.push({ second, users, ...figures })
    }
    return points
  }

  #entry(second: number): Entry {
    const known = this.#seconds.get(second)
    if (known) return known
    const isOpen = second >= this.#closedBelow
    const entry: Entry = { ...NOTHING, ...(isOpen && { open: openHistograms() }) }
    this.#seconds.set(second, entry)
    return entry
  }
}

const addedCounts = (known: TimelinePoint['opened'], entries: OpenedEntries): NonNullable<TimelinePoint['opened']> => {
  const countOf = (series: OpenedSeries): number => (known?.[series] ?? 0) + countIn(entries[series])
  return { connect: countOf('connect'), full: countOf('full'), resumed: countOf('resumed') }
}

interface Entry extends Mutable<Omit<TimelinePoint, 'second' | 'users'>> {
  users?: number
  open?: ReturnType<typeof openHistograms>
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const openHistograms = () => ({ response: new SparseHistogram(), lag: new SparseHistogram() })

const NOTHING: Entry = {
  requests: 0,
  failed: 0,
  p50Us: null,
  p99Us: null,
  lagP99Us: null,
  cpuShare: null,
  stealShare: null,
}

const close = (entry: Entry | undefined): void => {
  if (!entry?.open) return
  const { response, lag } = entry.open
  entry.p50Us = response.percentile(50) ?? null
  entry.p99Us = response.percentile(99) ?? null
  entry.lagP99Us = lag.percentile(99) ?? null
  delete entry.open
}

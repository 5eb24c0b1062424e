import type { Clock } from '../../base/clock.js'
import type { Reconciled } from '../../metrics/second-record.js'
import { Pending } from '../pending.js'
import type { TierTimes } from '../server-timing.js'
import type { TierSink } from '../tier-source.js'
import type { TracedLine } from './log-line.js'

/** What the client saw of one traced request. */
export interface TracedSample extends Readonly<TierTimes> {
  readonly traceId: string
  readonly step: number
  /** Second of the run in which it was due. */
  readonly second: number
  /** First byte written, run time. */
  readonly sentUs: number
  /** First byte written to last byte read. */
  readonly serviceUs: number
}

/** Where joined times go, and how much may wait for its partner. */
export interface JoinerOptions {
  readonly clock: Clock
  readonly emit: TierSink
  /** Hears how long nginx itself says that each joined request took. */
  readonly nginxTime?: (second: number, requestUs: number) => void
  /** Hears of each joined request of which all tiers are known, to tell how far the parts add up to the whole. */
  readonly reconcile?: (second: number, sums: Reconciled) => void
  /** Hears of each pair; `node` is whose line it is. */
  readonly joined?: (sample: TracedSample, line: TracedLine, node: string) => void
  /** Samples, and as many lines, that wait for a partner at most. */
  readonly maxPending?: number
}

/** Samples and lines seen so far; each is joined, unmatched or still waiting. */
export interface JoinerCounts {
  readonly samples: number
  readonly lines: number
  readonly joined: number
  readonly unmatchedSamples: number
  readonly unmatchedLines: number
  readonly waitingSamples: number
  readonly waitingLines: number
}

const MAX_PENDING = 100_000

/**
 * Joins what the client saw of a traced request with what nginx logged of it, in either order: `network` is the client's
 * service time without nginx's request time, `nginx` the request time without the upstream's. Whatever came in during a
 * second waits 5 s beyond it for its partner; what found none by then is counted. By arrival, not by the second in which the
 * request was due, since an answer may take longer than that.
 */
export class Joiner {
  readonly #o: JoinerOptions
  readonly #samples: Pending<TracedSample>
  readonly #lines: Pending<LoggedLine>
  #joined = 0

  constructor(options: JoinerOptions) {
    this.#o = options
    const maxPending = options.maxPending ?? MAX_PENDING
    this.#samples = new Pending(options.clock, maxPending)
    this.#lines = new Pending(options.clock, maxPending)
  }

  sample(sample: TracedSample): void {
    this.#closeDue()
    const logged = this.#lines.partnerOf(sample.traceId)
    this.#samples.add(sample.traceId, sample, logged !== undefined)
    if (logged) this.#join(sample, logged)
  }

  line(line: TracedLine, node: string): void {
    this.#closeDue()
    const sample = this.#samples.partnerOf(line.traceId)
    const logged = { line, node }
    this.#lines.add(line.traceId, logged, sample !== undefined)
    if (sample) this.#join(sample, logged)
  }

  /** No more will come: what still waits is unmatched. */
  close(): void {
    this.#samples.closeAll()
    this.#lines.closeAll()
  }

  get counts(): JoinerCounts {
    return {
      samples: this.#samples.seen,
      lines: this.#lines.seen,
      joined: this.#joined,
      unmatchedSamples: this.#samples.unmatched,
      unmatchedLines: this.#lines.unmatched,
      waitingSamples: this.#samples.waiting,
      waitingLines: this.#lines.waiting,
    }
  }

  #closeDue(): void {
    this.#samples.closeDue()
    this.#lines.closeDue()
  }

  #join(sample: TracedSample, { line, node }: LoggedLine): void {
    const { step, second, serviceUs } = sample
    const { requestUs, upstreamUs = 0, attempts } = line
    const networkUs = serviceUs - requestUs
    const nginxUs = requestUs - upstreamUs
    this.#joined++
    this.#o.joined?.(sample, line, node)
    this.#o.nginxTime?.(second, requestUs)
    this.#o.emit('network', step, second, networkUs)
    this.#o.emit('nginx', step, second, nginxUs)
    // Behind nginx everything is known when the application spoke, or was not asked.
    if (sample.jettyUs < 0 && attempts > 0) return
    const tiersUs = Math.max(networkUs, 0) + Math.max(nginxUs, 0) + behindNginxUs(sample)
    this.#o.reconcile?.(second, { requests: 1, serviceUs, tiersUs })
  }
}

interface LoggedLine {
  readonly line: TracedLine
  readonly node: string
}

// As the histograms have it: each part exclusive and not below zero.
const behindNginxUs = ({ jettyUs, cassandraUs, elasticsearchUs }: TracedSample): number => {
  const storesUs = Math.max(cassandraUs, 0) + Math.max(elasticsearchUs, 0)
  return Math.max(jettyUs - storesUs, 0) + storesUs
}

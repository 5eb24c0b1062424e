import type { Clock } from '../../base/clock.js'
import { secondOf } from '../../metrics/run-second.js'
import type { RequestSample } from '../../metrics/sample.js'
import { Pending } from '../pending.js'
import type { TierSink } from '../tier-source.js'
import { type ServerClock, ServerClocks } from './server-clocks.js'
import type { TraceTimes } from './trace-times.js'

/** Where joined times go, and how much may wait for its partner. */
export interface TraceJoinerOptions {
  readonly clock: Clock
  /** Hears the times of jetty, cassandra and elasticsearch, of the stores only where the trace tells of them. */
  readonly evidence: TierSink
  /** Our clock since 1970, microseconds, at a time of the run; without it no server's clock is estimated. */
  readonly wallUs?: (runUs: number) => number
  /** Requests, and as many traces, that wait for a partner at most. */
  readonly maxPending?: number
}

/** Requests and traces seen so far; each is joined, unmatched or still waiting. */
export interface TraceJoinerCounts {
  readonly requests: number
  readonly joined: number
  readonly unmatchedRequests: number
  readonly waitingRequests: number
  /** Of traces that have no request, or not yet. */
  readonly unmatchedSpans: number
  readonly clippedSpans: number
  readonly orphanSpans: number
}

const MAX_PENDING = 100_000

/** Joins what the client saw of a sampled request with what its trace says, in either order. */
export class TraceJoiner {
  readonly #o: TraceJoinerOptions
  readonly #requests: Pending<SampledRequest>
  readonly #traces: Pending<TraceTimes>
  readonly #clocks = new ServerClocks()
  #joined = 0
  #unmatchedSpans = 0
  #clippedSpans = 0
  #orphanSpans = 0

  /** Either side waits so many seconds for the other. */
  constructor(options: TraceJoinerOptions, keptSeconds: number) {
    this.#o = options
    const maxPending = options.maxPending ?? MAX_PENDING
    this.#requests = new Pending(options.clock, maxPending, keptSeconds)
    this.#traces = new Pending(options.clock, maxPending, keptSeconds)
  }

  request(traceId: string, { step, intendedUs, sentUs, endUs }: RequestSample): void {
    const request = { step, second: secondOf(intendedUs), sentUs, endUs }
    const times = this.#traces.partnerOf(traceId)
    this.#requests.add(traceId, request, times !== undefined)
    if (times) this.#join(request, times)
  }

  trace(traceId: string, times: TraceTimes): void {
    this.#unmatchedSpans += times.spans
    const request = this.#requests.partnerOf(traceId)
    this.#traces.add(traceId, times, request !== undefined)
    if (request) this.#join(request, times)
  }

  /** Lets go of what waited long enough. */
  closeDue(): void {
    this.#requests.closeDue()
    this.#traces.closeDue()
  }

  /** No more will come: what still waits is unmatched. */
  close(): void {
    this.#requests.closeAll()
    this.#traces.closeAll()
  }

  get counts(): TraceJoinerCounts {
    return {
      requests: this.#requests.seen,
      joined: this.#joined,
      unmatchedRequests: this.#requests.unmatched,
      waitingRequests: this.#requests.waiting,
      unmatchedSpans: this.#unmatchedSpans,
      clippedSpans: this.#clippedSpans,
      orphanSpans: this.#orphanSpans,
    }
  }

  /** As far as joined requests tell. */
  get serverClocks(): readonly ServerClock[] {
    return this.#clocks.all
  }

  #join({ step, second, sentUs, endUs }: SampledRequest, times: TraceTimes): void {
    const { evidence, wallUs } = this.#o
    this.#joined++
    this.#unmatchedSpans -= times.spans
    this.#clippedSpans += times.clipped
    this.#orphanSpans += times.orphans
    evidence('jetty', step, second, times.jettyUs)
    if (times.cassandraUs !== undefined) evidence('cassandra', step, second, times.cassandraUs)
    if (times.elasticsearchUs !== undefined) evidence('elasticsearch', step, second, times.elasticsearchUs)
    if (!wallUs) return
    const sent = { startUs: wallUs(sentUs), endUs: wallUs(endUs) }
    for (const served of times.served) this.#clocks.take(served, sent)
  }
}

interface SampledRequest extends Pick<RequestSample, 'step' | 'sentUs' | 'endUs'> {
  readonly second: number
}

import { setTimeout as pause } from 'node:timers/promises'
import { UsageError } from '../../base/errors.js'
import type { OtlpStats } from '../../metrics/otlp-record.js'
import type { RequestSample } from '../../metrics/sample.js'
import { isAnswered } from '../answered.js'
import type { TierSource } from '../tier-source.js'
import { isSampledSeq, traceIdOf } from '../trace.js'
import { OpenTraces } from './open-traces.js'
import { OtlpReceiver } from './receiver.js'
import type { ServerClock } from './server-clocks.js'
import type { SpanBag } from './span-bag.js'
import type { ServiceTiers } from './span-tier.js'
import { TraceJoiner, type TraceJoinerOptions } from './trace-joiner.js'
import { traceTimes } from './trace-times.js'

/** Where traces are listened for, and what tells this run's from others. */
export interface OtlpSourceOptions extends TraceJoinerOptions {
  /** 16 hexadecimal digits, as the shards put into their trace headers. */
  readonly runId: string
  readonly host: string
  /** 4318 is the protocol's; 0 takes one that is free. */
  readonly port: number
  /** Services that are not the application. */
  readonly services?: ServiceTiers
  /** How often the application's exporter sends what it has gathered (`otel.bsp.schedule.delay`). */
  readonly exportEveryUs?: number
  /** How long the end waits for traces that are still to come. */
  readonly graceUs?: number
}

const EXPORT_EVERY_US = 5_000_000
/** For an export to be made and sent. */
const SLACK_US = 1_000_000
const PATIENCE_US = 60_000_000
const POLL_MS = 100
const NO_SERVICES: ServiceTiers = new Map()

/**
 * Times of jetty, cassandra and elasticsearch from OpenTelemetry spans, which the application sends here, joined with the sampled
 * requests of all shards. They go to `evidence`, which must not be the book's histograms, from which the verdict comes: those have the
 * same tiers of the same requests from Server-Timing already.
 */
export class OtlpSource implements TierSource {
  readonly name = 'otlp'
  readonly tiers = ['jetty', 'cassandra', 'elasticsearch'] as const

  readonly #o: OtlpSourceOptions
  readonly #receiver: OtlpReceiver
  readonly #open: OpenTraces
  readonly #joiner: TraceJoiner
  readonly #quietUs: number
  #dropped = 0
  #malformed = 0
  #foreign = 0

  constructor(options: OtlpSourceOptions) {
    const { clock, runId, host, port, services = NO_SERVICES } = options
    this.#o = options
    this.#quietUs = (options.exportEveryUs ?? EXPORT_EVERY_US) + SLACK_US
    this.#joiner = new TraceJoiner(options, Math.ceil((PATIENCE_US + this.#quietUs) / 1_000_000))
    this.#open = new OpenTraces({
      clock,
      quietUs: this.#quietUs,
      patienceUs: PATIENCE_US,
      read: (traceId, spans) => traceTimes(traceId, spans, services),
      onTrace: (traceId, times) => this.#joiner.trace(traceId, times),
    })
    const isOurs = (traceId: string): boolean => traceId.startsWith(runId)
    this.#receiver = new OtlpReceiver({ host, port, isOurs, onSpans: (bag) => this.#take(bag) })
  }

  /** Throws a UsageError when the address cannot be had. */
  async start(): Promise<void> {
    await this.#receiver.start().catch(refuse(`${this.#o.host}:${this.#o.port}`))
  }

  /** The port that is listened at; undefined unless started. */
  get port(): number | undefined {
    return this.#receiver.port
  }

  take(shard: number, sample: RequestSample): void {
    if (!isSampledSeq(sample.traceSeq) || !isAnswered(sample)) return
    this.#settleDue()
    this.#joiner.request(traceIdOf(this.#o.runId, shard, sample.traceSeq), sample)
  }

  async stop(): Promise<void> {
    const { clock, graceUs = this.#quietUs } = this.#o
    const deadlineUs = clock.nowUs() + graceUs
    while (this.#joiner.counts.waitingRequests > 0 && clock.nowUs() < deadlineUs) {
      await pause(POLL_MS)
      this.#settleDue()
    }
    await this.close()
    this.#open.settleAll()
    this.#joiner.close()
  }

  close(): Promise<void> {
    return this.#receiver.stop()
  }

  /** What came of it so far. */
  get stats(): OtlpStats {
    const { requests, joined, unmatchedRequests, unmatchedSpans, clippedSpans, orphanSpans } = this.#joiner.counts
    return {
      sampled: requests,
      joined,
      withoutSpans: unmatchedRequests,
      unmatchedSpans: unmatchedSpans + this.#open.unrooted,
      clippedSpans,
      orphanSpans,
      droppedSpans: this.#open.dropped + this.#dropped,
      malformedSpans: this.#malformed,
      foreignSpans: this.#foreign,
      posts: this.#receiver.posts,
      refusedPosts: this.#receiver.refused,
    }
  }

  /** How far the clocks of the application's processes are ahead of ours, as far as joined requests tell. */
  get serverClocks(): readonly ServerClock[] {
    return this.#joiner.serverClocks
  }

  #take({ spans, dropped, malformed, foreign }: SpanBag): void {
    this.#dropped += dropped
    this.#malformed += malformed
    this.#foreign += foreign
    for (const span of spans) this.#open.add(span)
    this.#settleDue()
  }

  #settleDue(): void {
    this.#open.settleDue()
    this.#joiner.closeDue()
  }
}

const refuse =
  (address: string) =>
  (error: NodeJS.ErrnoException): never => {
    const remedy = 'name a host and a port of this machine that are free'
    throw new UsageError([{ path: 'tiers.otlp', value: `${address} (${error.code ?? error.message})`, remedy }])
  }

import type { Clock } from '../../base/clock.js'
import type { Span } from './span.js'
import type { TraceTimes } from './trace-times.js'

/** When a trace is told of, and how much may be held of those that are not yet. */
export interface OpenTracesOptions {
  readonly clock: Clock
  /** What a trace's spans say so far; undefined while that is not enough. */
  readonly read: (traceId: string, spans: readonly Span[]) => TraceTimes | undefined
  readonly onTrace: (traceId: string, times: TraceTimes) => void
  /** A trace is complete when nothing more of it came for so long: exporters send what they have gathered every 5 s. */
  readonly quietUs: number
  /** How long it may last until a trace says enough, from its latest span on. */
  readonly patienceUs: number
  readonly maxSpans?: number
  readonly maxSpansOfTrace?: number
}

interface OpenTrace {
  readonly spans: Map<string, Span>
  heardUs: number
  /** Too long to be kept; what it says would be too little. */
  isCut: boolean
  /** What came so far was read, and is not enough. */
  isWanting: boolean
}

const MAX_SPANS = 100_000
const MAX_SPANS_OF_TRACE = 2_000
const SWEEP_EVERY_US = 250_000

/** Gathers the spans of traces, which come in any order and several posts, until each trace is complete. Bounded in time and number. */
export class OpenTraces {
  /** Spans of traces of which the application's never came. */
  unrooted = 0
  /** Spans that were let go of since there were too many. */
  dropped = 0
  /** Spans that came before, as when a post was sent again. */
  repeated = 0

  readonly #o: OpenTracesOptions
  /** In the order in which they were last heard of. */
  readonly #traces = new Map<string, OpenTrace>()
  #held = 0
  #sweptUs = Number.NEGATIVE_INFINITY

  constructor(options: OpenTracesOptions) {
    this.#o = options
  }

  /** Spans that wait for others of their traces. */
  get held(): number {
    return this.#held
  }

  add(span: Span): void {
    const trace = this.#heardOf(span.traceId)
    if (trace.spans.has(span.spanId)) this.repeated++
    else if (trace.isCut) this.dropped++
    else {
      trace.spans.set(span.spanId, span)
      trace.isWanting = false
      this.#held++
      if (trace.spans.size > (this.#o.maxSpansOfTrace ?? MAX_SPANS_OF_TRACE)) this.#cut(trace)
      while (this.#held > (this.#o.maxSpans ?? MAX_SPANS)) this.#dropOldest()
    }
  }

  /** Tells of the traces that have become complete; looks a few times a second at most. */
  settleDue(): void {
    const { clock, quietUs, patienceUs } = this.#o
    const nowUs = clock.nowUs()
    if (nowUs < this.#sweptUs + SWEEP_EVERY_US) return
    this.#sweptUs = nowUs
    for (const [traceId, trace] of this.#traces) {
      if (nowUs - trace.heardUs < quietUs) return
      if (!this.#tell(traceId, trace) && nowUs - trace.heardUs >= patienceUs) this.#giveUp(traceId, trace)
    }
  }

  /** No more will come. */
  settleAll(): void {
    for (const [traceId, trace] of this.#traces) if (!this.#tell(traceId, trace)) this.#giveUp(traceId, trace)
  }

  #heardOf(traceId: string): OpenTrace {
    const trace: OpenTrace = this.#traces.get(traceId) ?? {
      spans: new Map(),
      heardUs: 0,
      isCut: false,
      isWanting: false,
    }
    trace.heardUs = this.#o.clock.nowUs()
    this.#traces.delete(traceId)
    this.#traces.set(traceId, trace)
    return trace
  }

  #tell(traceId: string, trace: OpenTrace): boolean {
    if (trace.isCut || trace.isWanting) return false
    const times = this.#o.read(traceId, [...trace.spans.values()])
    trace.isWanting = times === undefined
    if (!times) return false
    this.#forget(traceId, trace)
    this.#o.onTrace(traceId, times)
    return true
  }

  #giveUp(traceId: string, trace: OpenTrace): void {
    this.unrooted += trace.spans.size
    this.#forget(traceId, trace)
  }

  #forget(traceId: string, trace: OpenTrace): void {
    this.#held -= trace.spans.size
    this.#traces.delete(traceId)
  }

  // It stays as an empty one, so that what still comes of it is not taken for a trace of its own.
  #cut(trace: OpenTrace): void {
    this.#held -= trace.spans.size
    this.dropped += trace.spans.size
    trace.spans.clear()
    trace.isCut = true
  }

  #dropOldest(): void {
    const [oldest] = this.#traces.keys()
    const trace = this.#traces.get(oldest ?? '')
    if (oldest === undefined || !trace) return
    this.dropped += trace.spans.size
    this.#forget(oldest, trace)
  }
}

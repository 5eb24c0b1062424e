import type { Clock } from '../base/clock.js'
import type { NodeSpan, VoidReason } from '../metrics/node-span.js'
import { ClockOffset, type OffsetRange } from './clock-offset.js'
import { type NodeReader, SourceGone } from './node-reader.js'
import { type Look, SpanTeller } from './span-teller.js'

/** Which node is watched, and who hears of it. */
export interface NodeWatchOptions {
  readonly reader: NodeReader
  readonly clock: Clock
  /** Our wall clock, milliseconds. */
  readonly wallMs: () => number
  /** Times of the clock given; whoever hears them makes them run time. */
  readonly onSpan: (span: NodeSpan) => void
  /** Pause between an answer and the next question. */
  readonly everyMs?: number
}

const EVERY_MS = 1_000
/** A node that takes so much longer for an answer than it can is told of as silent. */
const SILENT_US = 2_000_000

/**
 * Reads one node once a second and tells what happened in between. Counters that went backwards void the span that saw it. While a
 * node does not answer, spans only grow longer, since its counters go on; it is void when it never comes back, and told of as silent
 * when it does.
 */
export class NodeWatch {
  readonly #o: NodeWatchOptions
  readonly #offset = new ClockOffset()
  readonly #spans: SpanTeller
  #failed: { readonly fromUs: number; readonly void: VoidReason } | undefined
  /** When the first question was asked that had no answer yet. */
  #unansweredUs: number | undefined
  /** Of all readings; one of several questions takes seconds by itself. */
  #quickestUs = Number.POSITIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #reading: Promise<void> = Promise.resolve()
  #isOver = false

  constructor(options: NodeWatchOptions) {
    this.#o = options
    this.#spans = new SpanTeller(options.reader, options.onSpan)
  }

  /** Takes the first reading, from which everything is told; a node that cannot be read is void until it can. */
  async start(): Promise<void> {
    await this.#look()
    this.#plan()
  }

  /** Takes the last reading, so that all that happened until now is told; nothing where it was never started. */
  async stop(): Promise<void> {
    this.close()
    if (!this.#timer) return
    await this.#reading
    await this.#look()
    if (this.#failed) this.#spans.tell({ ...this.#failed, toUs: this.#o.clock.nowUs() })
  }

  /** Asks no more, and tells nothing of what is not told yet. */
  close(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
  }

  /** How far the node's clock is ahead of ours; undefined where it does not tell. */
  get clockOffset(): (OffsetRange & { readonly hasMoved: boolean }) | undefined {
    const range = this.#offset.range
    return range && { ...range, hasMoved: this.#offset.hasMoved }
  }

  #plan(): void {
    if (this.#isOver) return
    this.#timer = setTimeout(() => {
      this.#reading = this.#look().finally(() => this.#plan())
    }, this.#o.everyMs ?? EVERY_MS)
  }

  async #look(): Promise<void> {
    const { reader, clock, wallMs } = this.#o
    const fromMs = wallMs()
    const askedUs = clock.nowUs()
    try {
      const reading = await reader.read()
      const toMs = wallMs()
      if (reading.clock) this.#offset.take(reading.clock, { fromMs, toMs })
      // What the server counted at is somewhere between question and answer.
      this.#take({ atUs: Math.round((askedUs + clock.nowUs()) / 2), reading }, this.#silence(askedUs))
    } catch (error) {
      const reason = error instanceof SourceGone ? 'unreachable' : 'unreadable'
      if (reason === 'unreachable') this.#unansweredUs ??= askedUs
      this.#failed ??= { fromUs: this.#spans.lastUs ?? askedUs, void: reason }
    }
  }

  #silence(askedUs: number): NodeSpan['silence'] {
    const fromUs = this.#unansweredUs ?? askedUs
    const toUs = this.#o.clock.nowUs()
    this.#unansweredUs = undefined
    // Of the first reading it is not known how long it takes: the time of a run stands still until its first user comes.
    if (this.#spans.lastUs !== undefined) this.#quickestUs = Math.min(this.#quickestUs, toUs - askedUs)
    return toUs - fromUs > this.#quickestUs + SILENT_US ? { fromUs, toUs } : undefined
  }

  #take(now: Look, silence: NodeSpan['silence']): void {
    // Until the first reading nothing is known; after it, counters that went on tell of a silence, too.
    if (this.#failed && this.#spans.lastUs === undefined) this.#spans.tell({ ...this.#failed, toUs: now.atUs })
    this.#failed = undefined
    this.#spans.take(now, silence)
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import type { SourceAddress } from '../source-client.js'
import { BACK_OFF, type BackOff, waitMsAfter } from './back-off.js'
import { FreshEvents, type Freshness } from './fresh-events.js'
import { type IndexAddress, indexAddressOf } from './index-address.js'
import { type IndexEvent, indexEventOf } from './index-event.js'
import type { Ending } from './index-socket.js'

/** `url` is that of Riemann's WebSocket server, `ws://host:5556` or, behind a proxy, `wss://`. */
export interface IndexSubscriptionOptions extends SourceAddress {
  /** In Riemann's own language, such as `service = "nginx" or tagged "cassandra"`; `true` is everything. */
  readonly query: string
  /** Only events whose state is another than the last one of the same host and service, or than the index held when it first answered. */
  readonly onlyChanges: boolean
  /** Our wall clock, milliseconds. */
  readonly wallMs: () => number
  /** `isNewHost`: nothing was heard of its host before. */
  readonly onEvent: (event: IndexEvent, isNewHost: boolean) => void
  /** Hears of each loss and return of the connection, one sentence each. */
  readonly onNotice?: (sentence: string) => void
  readonly backOff?: BackOff
  readonly openWithinMs?: number
}

/** What became of the messages, and of the time in which there were none to hear. */
export interface SubscriptionCounts {
  readonly told: number
  /** Held by the index since before, or in the same state as before. */
  readonly passedOver: number
  /** Messages that are no events. */
  readonly malformed: number
  /** More in a second than a time line bears. */
  readonly tooMany: number
  /** Times that a connection was lost or could not be had, and the time without one: what happened then is not known. */
  readonly losses: number
  readonly deafMs: number
}

const OPEN_WITHIN_MS = 5_000
/** So long after a connection an index may still be telling what it held before. */
const SNAPSHOT_MS = 5_000

/** Hears the events of a Riemann index from `start` to `close`, and connects again whenever it is cut off. */
export class IndexSubscription {
  readonly #o: IndexSubscriptionOptions
  readonly #address: IndexAddress
  /** How the server is called in messages. */
  readonly name: string
  readonly #fresh: FreshEvents
  readonly #over = new AbortController()
  #counts: SubscriptionCounts = { told: 0, passedOver: 0, malformed: 0, tooMany: 0, losses: 0, deafMs: 0 }
  #deafSinceMs: number | undefined
  /** When an index answered for the first time, and the last one. */
  #opened = { firstMs: Number.POSITIVE_INFINITY, lastMs: Number.POSITIVE_INFINITY }
  #going: Promise<void> = Promise.resolve()

  /** Throws an Error with a sentence when the URL is none of a WebSocket. */
  constructor(options: IndexSubscriptionOptions) {
    this.#o = options
    this.#address = indexAddressOf(options, options.query, options.openWithinMs ?? OPEN_WITHIN_MS)
    this.name = `Riemann's index at ${this.#address.target.host}`
    this.#fresh = new FreshEvents(options.onlyChanges)
  }

  get counts(): SubscriptionCounts {
    const deafMs = this.#deafSinceMs === undefined ? 0 : this.#o.wallMs() - this.#deafSinceMs
    return { ...this.#counts, deafMs: this.#counts.deafMs + deafMs }
  }

  /** Says whether it hears; goes on trying when it does not yet. */
  start(): Promise<boolean> {
    this.#deafSinceMs = this.#o.wallMs()
    return new Promise((resolve) => {
      this.#going = this.#listen(resolve)
    })
  }

  /** Tells nothing more at once, and resolves when the connection is gone. */
  async close(): Promise<void> {
    this.#over.abort()
    await this.#going
    this.#hears()
  }

  async #listen(onFirst: (hears: boolean) => void): Promise<void> {
    const { signal } = this.#over
    const { backOff = BACK_OFF, wallMs } = this.#o
    for (let failures = 0; !signal.aborted; ) {
      const fromMs = wallMs()
      // A WebSocket is loaded only where one is wanted.
      const { hearIndex } = await import('./index-socket.js')
      const ending = await hearIndex(this.#address, signal, {
        onOpen: () => {
          const lastMs = wallMs()
          this.#opened = { firstMs: Math.min(this.#opened.firstMs, lastMs), lastMs }
          this.#hears()
          onFirst(true)
        },
        onMessage: (data) => this.#take(data),
      })
      onFirst(false)
      if (signal.aborted) return
      this.#isLost(ending)
      // One that takes connections only to close them is not asked for ever faster than one that takes none.
      failures = wallMs() - fromMs > backOff.mostMs ? 1 : failures + 1
      await wait(waitMsAfter(failures, backOff), undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

  #take(data: unknown): void {
    if (this.#over.signal.aborted) return
    const event = typeof data === 'string' ? indexEventOf(data) : undefined
    if (!event) {
      this.#count('malformed')
      return
    }
    const isNewHost = !this.#fresh.knows(event.host)
    const nowMs = this.#o.wallMs()
    const freshness = this.#fresh.judge(event, nowMs, this.#isHeld(event, nowMs))
    this.#count(COUNTED_AS[freshness])
    if (freshness === 'fresh') this.#o.onEvent(event, isNewHost)
  }

  // What changed while nobody heard is younger than the first connection, and is told.
  #isHeld({ timeMs }: IndexEvent, nowMs: number): boolean {
    const { firstMs, lastMs } = this.#opened
    return this.#o.onlyChanges && timeMs < firstMs && nowMs < lastMs + SNAPSHOT_MS
  }

  #hears(): void {
    if (this.#deafSinceMs === undefined) return
    const deafMs = this.#o.wallMs() - this.#deafSinceMs
    this.#deafSinceMs = undefined
    this.#counts = { ...this.#counts, deafMs: this.#counts.deafMs + deafMs }
    if (this.#counts.losses > 0 && !this.#over.signal.aborted) this.#o.onNotice?.(`${this.name} is heard again`)
  }

  #isLost({ wasOpen, reason }: Ending): void {
    this.#count('losses')
    const wasDeaf = this.#deafSinceMs !== undefined && this.#counts.losses > 1
    this.#deafSinceMs ??= this.#o.wallMs()
    if (wasDeaf) return
    // Riemann closes at once when it cannot read the query, too, and says so only in its own log.
    const what = wasOpen ? 'closed the connection' : 'cannot be heard'
    this.#o.onNotice?.(`${this.name} ${what} (${reason}), so what it says until it is heard again is lost`)
  }

  #count(what: Exclude<keyof SubscriptionCounts, 'deafMs'>): void {
    this.#counts = { ...this.#counts, [what]: this.#counts[what] + 1 }
  }
}

const COUNTED_AS = {
  fresh: 'told',
  held: 'passedOver',
  repeated: 'passedOver',
  unchanged: 'passedOver',
  'too-many': 'tooMany',
} as const satisfies Readonly<Record<Freshness, keyof SubscriptionCounts>>

import { setTimeout as wait } from 'node:timers/promises'
import type { RiemannCounts } from '../../metrics/riemann-record.js'
import { foreignText } from '../../tiers/foreign-text.js'
import { BACK_OFF, type BackOff, waitMsAfter } from '../../tiers/riemann/back-off.js'
import { nameOf, type RiemannAddress, RiemannConnection } from './connection.js'
import type { RiemannEvent } from './wire.js'

export interface RiemannOutputOptions {
  readonly address: RiemannAddress
  readonly backOff?: BackOff
  readonly answerWithinMs?: number
  /** Hears each kind of trouble once, one sentence. */
  readonly onProblem?: (sentence: string) => void
}

/** At most this many events wait; the oldest go first, since later ones say more of now. */
const LONGEST_QUEUE = 10_000
const MOST_PER_MESSAGE = 500
const ANSWER_WITHIN_MS = 5_000
const MOST_PROBLEMS = 20
const LONGEST_ERROR = 200

/**
 * Sends events to a Riemann server, one message after the other as it answers them. Whoever gives events never waits: a server that is
 * slow or gone costs memory up to the queue's bound, and events, which are counted.
 */
export class RiemannOutput {
  readonly #o: RiemannOutputOptions
  readonly #withinMs: number
  readonly #queue: RiemannEvent[] = []
  readonly #over = new AbortController()
  readonly #problems = new Set<string>()
  #counts: RiemannCounts = { taken: 0, refused: 0, unanswered: 0, dropped: 0 }
  #connection: RiemannConnection | undefined
  #failures = 0
  #pumping: Promise<void> = Promise.resolve()
  #isPumping = false

  constructor(options: RiemannOutputOptions) {
    this.#o = options
    this.#withinMs = options.answerWithinMs ?? ANSWER_WITHIN_MS
  }

  get counts(): RiemannCounts {
    return this.#counts
  }

  /** Asks the server something that changes nothing; rejects with one sentence when it is no Riemann. */
  async check(): Promise<void> {
    const connection = await RiemannConnection.open(this.#o.address, this.#withinMs)
    try {
      // Without an index Riemann answers an error, which is an answer too.
      await connection.ask({ query: 'false' })
    } finally {
      connection.close()
    }
  }

  send(events: readonly RiemannEvent[]): void {
    if (this.#over.signal.aborted) {
      this.#count('dropped', events.length)
      return
    }
    for (const event of events) this.#queue.push(event)
    this.#count('dropped', this.#queue.splice(0, this.#queue.length - LONGEST_QUEUE).length)
    if (!this.#isPumping) this.#pumping = this.#pump()
  }

  /** Waits until all is sent, but no longer than this, and leaves. */
  async close(withinMs: number): Promise<void> {
    const timer = setTimeout(() => this.#leave(), withinMs)
    await this.#pumping
    clearTimeout(timer)
    this.#leave()
  }

  #leave(): void {
    this.#over.abort()
    this.#connection?.close()
    this.#count('dropped', this.#queue.splice(0).length)
  }

  async #pump(): Promise<void> {
    this.#isPumping = true
    while (this.#queue.length > 0) {
      const connection = await this.#connected()
      if (connection) await this.#sendSome(connection)
      else await this.#pause()
    }
    this.#isPumping = false
  }

  async #connected(): Promise<RiemannConnection | undefined> {
    if (this.#connection?.isOpen) return this.#connection
    try {
      this.#connection = await RiemannConnection.open(this.#o.address, this.#withinMs, this.#over.signal)
      return this.#connection
    } catch (error) {
      this.#failed(error)
      return undefined
    }
  }

  async #sendSome(connection: RiemannConnection): Promise<void> {
    const events = this.#queue.splice(0, MOST_PER_MESSAGE)
    try {
      const reply = await connection.ask({ events })
      this.#failures = 0
      this.#count(reply.isOk ? 'taken' : 'refused', events.length)
      if (!reply.isOk)
        this.#tell(`${nameOf(this.#o.address)} refuses events (${foreignText(reply.error, LONGEST_ERROR)})`)
    } catch (error) {
      this.#count('unanswered', events.length)
      this.#failed(error)
      await this.#pause()
    }
  }

  #failed(error: unknown): void {
    this.#failures++
    if (!this.#over.signal.aborted) this.#tell(error instanceof Error ? error.message : String(error))
  }

  async #pause(): Promise<void> {
    const ms = waitMsAfter(this.#failures, this.#o.backOff ?? BACK_OFF)
    await wait(ms, undefined, { signal: this.#over.signal, ref: false }).catch(() => undefined)
  }

  #count(what: keyof RiemannCounts, events: number): void {
    this.#counts = { ...this.#counts, [what]: this.#counts[what] + events }
  }

  #tell(sentence: string): void {
    if (this.#problems.has(sentence) || this.#problems.size === MOST_PROBLEMS) return
    this.#problems.add(sentence)
    this.#o.onProblem?.(sentence)
  }
}

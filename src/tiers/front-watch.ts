import type { Clock } from '../base/clock.js'
import type { Random } from '../base/random.js'
import type { NodeSpan } from '../metrics/node-span.js'
import type { FrontCount } from '../metrics/run-record.js'
import type { NginxLook } from '../metrics/second-record.js'
import { SpanTeller } from './span-teller.js'
import { type StatusAddress, StatusPage, type StubStatus } from './stub-status.js'
import { readingOf } from './stub-status-reading.js'
import { UnhandledConnections } from './unhandled-connections.js'

/** What is watched, and who hears of it. */
export interface FrontWatchOptions {
  /** The status page of each nginx that serves the run; none: nothing is watched. */
  readonly pages: readonly StatusAddress[]
  readonly random: Random
  readonly clock: Clock
  /** Pause between two looks, on average. */
  readonly everyMs: number
  /** Requests that all of them have in hand, our own readings subtracted, and how late that came. */
  readonly onLook: (look: NginxLook) => void
  /** What each of them told of itself, by the clock given. */
  readonly onSpan: (span: NodeSpan) => void
}

/**
 * Watches every nginx through its `stub_status` page: what it has in hand, at random moments, since what comes by a clock must not be
 * looked at by one; and what it counted from start to end.
 */
export class FrontWatch {
  readonly #o: FrontWatchOptions
  readonly #pages: readonly WatchedPage[]
  readonly #timers = new Set<NodeJS.Timeout>()
  #baseline: number | undefined
  #readings = 0
  #failedReadings = 0
  #looking: Promise<unknown> = Promise.resolve()

  constructor(options: FrontWatchOptions) {
    this.#o = options
    this.#pages = options.pages.map((address) => watchedPage(address, options.onSpan))
  }

  /** Takes the counts from which the run's are told; false when a page could not be read. */
  async begin(): Promise<boolean> {
    this.#baseline = (await this.#read())?.requests
    this.#readings = 0
    this.#failedReadings = 0
    return this.#pages.length === 0 || this.#baseline !== undefined
  }

  /** From now on. */
  start(): void {
    if (this.#baseline === undefined) return
    const plan = (): void => {
      const delayMs = this.#o.random() * this.#o.everyMs
      const atUs = this.#o.clock.nowUs() + delayMs * 1_000
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        this.#looking = this.#looking.then(() => this.#look(atUs))
      }, delayMs)
      this.#timers.add(timer)
    }
    this.#timers.add(setInterval(plan, this.#o.everyMs))
  }

  /** What was counted since `begin`; undefined when that could not be read. Watches no more. */
  async end(): Promise<FrontCount | undefined> {
    for (const timer of this.#timers) clearTimeout(timer)
    await this.#looking
    const last = this.#baseline === undefined ? undefined : await this.#read()
    this.close()
    if (this.#baseline === undefined || last === undefined) return undefined
    return { requests: last.requests - this.#baseline - this.#readings, failedReadings: this.#failedReadings }
  }

  /** Watches no more, and tells nothing of what is not told yet. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    for (const { page } of this.#pages) page.close()
  }

  async #look(atUs: number): Promise<void> {
    const seen = await this.#read()
    if (seen) this.#o.onLook([seen.inHand, Math.max(0, Math.round(this.#o.clock.nowUs() - atUs))])
  }

  /** Sums over all pages; undefined when one of them could not be read. */
  async #read(): Promise<{ readonly requests: number; readonly inHand: number } | undefined> {
    if (this.#pages.length === 0) return undefined
    const read = await Promise.all(this.#pages.map((watched) => this.#readPage(watched)))
    const told = read.filter((status) => status !== undefined)
    this.#readings += told.length
    this.#failedReadings += read.length - told.length
    if (told.length < read.length) return undefined
    return {
      requests: told.reduce((sum, { requests }) => sum + requests, 0),
      inHand: told.reduce((sum, { inHand }) => sum + inHand - 1, 0),
    }
  }

  async #readPage({ page, spans, unhandled }: WatchedPage): Promise<StubStatus | undefined> {
    const askedUs = this.#o.clock.nowUs()
    const status = await page.read()
    const atUs = Math.round((askedUs + this.#o.clock.nowUs()) / 2)
    if (status) spans.take({ atUs, reading: readingOf(status, unhandled) })
    return status
  }
}

interface WatchedPage {
  readonly page: StatusPage
  readonly spans: SpanTeller
  readonly unhandled: UnhandledConnections
}

const watchedPage = (address: StatusAddress, onSpan: (span: NodeSpan) => void): WatchedPage => ({
  page: new StatusPage(address),
  spans: new SpanTeller({ source: 'stub-status', tier: 'nginx', node: address.front.host }, onSpan),
  unhandled: new UnhandledConnections(),
})

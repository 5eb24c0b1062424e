import type { LiveSecond } from '../live/progress.js'
import type { PlatformEvent, RiemannReport } from '../metrics/riemann-record.js'
import type { RunMeta } from '../metrics/run-record.js'
import { RiemannHeard } from './riemann-heard.js'
import { RiemannTold } from './riemann-told.js'

export interface RiemannFeedOptions {
  readonly meta: RunMeta
  /** Run time now, microseconds; 0 before the run. */
  readonly nowUs: () => number
  readonly onEvent: (event: PlatformEvent) => void
  /** Hears of each kind of trouble, one sentence. */
  readonly onNote: (sentence: string) => void
}

/** What a run has to do with a Riemann server: tells it how it goes, and hears what changes on the platform meanwhile. */
export class RiemannFeed {
  readonly #told: RiemannTold | undefined
  readonly #heard: RiemannHeard | undefined

  constructor({ meta, ...options }: RiemannFeedOptions) {
    this.#told = RiemannTold.of(meta, options.onNote)
    this.#heard = RiemannHeard.of(meta.profile.riemann, options)
  }

  /** Connects; a server that is away is none to wait for. */
  async start(): Promise<void> {
    await this.#heard?.start()
  }

  begin(): void {
    this.#heard?.begin()
  }

  second(second: LiveSecond): void {
    this.#told?.second(second)
  }

  /** The last user is gone: what is heard from now on is no part of the run. */
  async end(): Promise<void> {
    await this.#heard?.close()
  }

  /** Waits a moment until all is told, and leaves; a second time does nothing. */
  async close(): Promise<void> {
    await Promise.all([this.#told?.close(), this.#heard?.close()])
  }

  /** Undefined where the profile names no Riemann server. */
  get report(): RiemannReport | undefined {
    if (!this.#told && !this.#heard) return undefined
    return { ...(this.#told && { output: this.#told.report }), ...(this.#heard && { index: this.#heard.report }) }
  }
}

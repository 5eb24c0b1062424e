import { hostname } from 'node:os'
import type { PlatformEvent, RiemannReport } from '../metrics/riemann-record.js'
import type { RiemannProfile } from '../profile/riemann-profile.js'
import type { IndexEvent } from '../tiers/riemann/index-event.js'
import { IndexSubscription } from '../tiers/riemann/index-subscription.js'
import { indexAddressOf } from './riemann-access.js'
import { SERVICE_PREFIX } from './riemann-told.js'

/** A report bears no more, and what flaps must not take the place of all else. */
const MOST_KEPT = 1_000
const MOST_OF_ONE = 20
const OPEN_WITHIN_MS = 3_000

export interface RiemannHeardOptions {
  /** Run time now, microseconds; 0 before the run. */
  readonly nowUs: () => number
  readonly onEvent: (event: PlatformEvent) => void
  /** Hears of each loss and return of the connection, one sentence each. */
  readonly onNote: (sentence: string) => void
}

/** Hears what changes in a Riemann index during a run. How things stood when it began is known, and not told. */
export class RiemannHeard {
  readonly #o: RiemannHeardOptions
  readonly #subscription: IndexSubscription
  readonly #server: string
  readonly #keptOf = new Map<string, number>()
  #tooManyBefore = 0
  #kept = 0
  #leftOut = 0

  /** Undefined where the profile subscribes to nothing. */
  static of(riemann: RiemannProfile | undefined, options: RiemannHeardOptions): RiemannHeard | undefined {
    const address = riemann && indexAddressOf(riemann)
    return address && new RiemannHeard(address, options)
  }

  private constructor(address: NonNullable<ReturnType<typeof indexAddressOf>>, options: RiemannHeardOptions) {
    this.#o = options
    this.#server = new URL(address.url).host
    this.#subscription = new IndexSubscription({
      ...address,
      onlyChanges: true,
      wallMs: Date.now,
      openWithinMs: OPEN_WITHIN_MS,
      onEvent: (event, isNewHost) => this.#take(event, isNewHost),
      onNotice: options.onNote,
    })
  }

  /** Hears what the index holds already; goes on trying when it does not answer. */
  async start(): Promise<void> {
    await this.#subscription.start()
  }

  /** Users are about to arrive: what comes from now on belongs to the run. */
  begin(): void {
    this.#tooManyBefore = this.#subscription.counts.tooMany
  }

  async close(): Promise<void> {
    await this.#subscription.close()
  }

  get report(): NonNullable<RiemannReport['index']> {
    const { malformed, deafMs, tooMany } = this.#subscription.counts
    const leftOut = this.#leftOut + tooMany - this.#tooManyBefore
    return { server: this.#server, kept: this.#kept, leftOut, malformed, deafMs }
  }

  #take(event: IndexEvent, isNewHost: boolean): void {
    const atUs = this.#o.nowUs()
    if (atUs === 0 || isOurs(event)) return
    const key = JSON.stringify([event.host, event.service])
    const keptOf = this.#keptOf.get(key) ?? 0
    if (this.#kept === MOST_KEPT || keptOf === MOST_OF_ONE) {
      this.#leftOut++
      return
    }
    this.#kept++
    this.#keptOf.set(key, keptOf + 1)
    const { host, service, state, description } = event
    this.#o.onEvent({ atUs, host, service, state, description, ...(isNewHost && { isNewHost }) })
  }
}

// Where the same server is told of the run.
const isOurs = ({ host, service }: IndexEvent): boolean => host === hostname() && service.startsWith(SERVICE_PREFIX)

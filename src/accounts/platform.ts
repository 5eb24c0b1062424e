import { PreflightError } from '../base/errors.js'
import type { Front, TlsOptions } from '../http/exchange.js'
import { requireAuthorisation } from '../preflight/authorise.js'
import { checkLoginPage } from '../preflight/check-login-page.js'
import { TargetClient, type TargetReply, type TargetRequest } from '../preflight/target-client.js'
import { frontsOf, tlsOf } from '../preflight/target-fronts.js'
import type { Target } from '../profile/event-profile.js'
import type { Pace } from './pace.js'
import { PlatformError } from './platform-error.js'

/** One browser at a platform: keeps its cookies, follows no redirect, waits for its turn before each call. */
export interface Browser {
  /** Throws a PlatformError when no whole answer comes. */
  ask(call: TargetRequest): Promise<TargetReply>
}

// A post is written to every follower before it is answered.
const PATIENCE = { connectMs: 10_000, answerMs: 60_000 }

/**
 * A platform called outside of any measurement, at one of its addresses: the first that shows Tatami's login page, and the
 * next one from when that gives no answer.
 */
export class Platform {
  readonly #fronts: readonly Front[]
  readonly #tls: TlsOptions | undefined
  readonly #pace: Pace
  #at = 0

  private constructor(fronts: readonly Front[], tls: TlsOptions | undefined, pace: Pace) {
    this.#fronts = fronts
    this.#tls = tls
    this.#pace = pace
  }

  /**
   * Throws a UsageError, before a single packet, when the user has not said that they may load this host; a PreflightError
   * of one sentence, about the first address, when Tatami answers at none.
   */
  static async open(target: Target, pace: Pace): Promise<Platform> {
    requireAuthorisation(target)
    const platform = new Platform(await frontsOf(target), tlsOf(target), pace)
    await platform.#findFront()
    return platform
  }

  /** Lends a browser of its own to the work; all that it asks goes to one address. */
  async browse<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
    const front = this.#front
    return this.#withClient(front, (client) => work({ ask: (call) => this.#ask(client, front, call) }))
  }

  async #findFront(): Promise<void> {
    const failures: unknown[] = []
    for (const [at, front] of this.#fronts.entries()) {
      this.#at = at
      const failure = await this.#withClient(front, checkLoginPage).then(() => undefined, asPreflightError)
      if (failure === undefined) return
      failures.push(failure)
    }
    throw failures[0] ?? new PreflightError('the target has no address')
  }

  get #front(): Front {
    const front = this.#fronts[this.#at]
    if (front === undefined) throw new RangeError('a platform has at least one address')
    return front
  }

  async #withClient<T>(front: Front, work: (client: TargetClient) => Promise<T>): Promise<T> {
    const client = new TargetClient(front, this.#tls, PATIENCE)
    try {
      return await work(client)
    } finally {
      await client.close()
    }
  }

  async #ask(client: TargetClient, front: Front, call: TargetRequest): Promise<TargetReply> {
    await this.#pace.turn()
    try {
      return await client.ask(call)
    } catch (error) {
      // Whoever tries again meets the next address; several may fail at this one at once, and it is left only once.
      if (front === this.#front) this.#at = (this.#at + 1) % this.#fronts.length
      throw new PlatformError(asPreflightError(error).message)
    }
  }
}

const asPreflightError = (error: unknown): PreflightError => {
  if (error instanceof PreflightError) return error
  throw error
}

import { PreflightError } from '../base/errors.js'
import type { Front } from '../http/exchange.js'
import { requireAuthorisation } from '../preflight/authorise.js'
import { checkLoginPage } from '../preflight/check-login-page.js'
import { TargetClient, type TargetReply, type TargetRequest, type TargetTls } from '../preflight/target-client.js'
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

/** A platform's first address, called outside of any measurement. */
export class Platform {
  readonly #front: Front
  readonly #tls: TargetTls | undefined
  readonly #pace: Pace

  private constructor(front: Front, tls: TargetTls | undefined, pace: Pace) {
    this.#front = front
    this.#tls = tls
    this.#pace = pace
  }

  /**
   * Throws a UsageError, before a single packet, when the user has not said that they may load this host; a PreflightError
   * of one sentence when no Tatami answers there.
   */
  static async open(target: Target, pace: Pace): Promise<Platform> {
    requireAuthorisation(target)
    const [front] = await frontsOf(target)
    if (front === undefined) throw new PreflightError(`${target.urls.join(', ')} has no address`)
    const tls = tlsOf(target)
    const client = new TargetClient(front, tls, PATIENCE)
    try {
      await checkLoginPage(client)
    } finally {
      await client.close()
    }
    return new Platform(front, tls, pace)
  }

  /** Lends a browser of its own to the work. */
  async browse<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
    const client = new TargetClient(this.#front, this.#tls, PATIENCE)
    try {
      return await work({ ask: (call) => this.#ask(client, call) })
    } finally {
      await client.close()
    }
  }

  async #ask(client: TargetClient, call: TargetRequest): Promise<TargetReply> {
    await this.#pace.turn()
    try {
      return await client.ask(call)
    } catch (error) {
      if (error instanceof PreflightError) throw new PlatformError(error.message)
      throw error
    }
  }
}

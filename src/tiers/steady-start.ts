/** A server's clock and how long it has been up, as one answer tells them. */
export interface UpSince {
  readonly clockMs: number
  readonly uptimeMs: number
}

// Uptimes in whole seconds move it by one, a clock that is disciplined by far less between two readings. No server starts
// anew within two seconds of its start.
const JITTER_MS = 2_000

/**
 * Tells when a server started from its clock and its uptime. These are not read at the same moment, so that their
 * difference trembles; what is told is the same until the server was started anew.
 */
export class SteadyStart {
  #toldMs: number | undefined
  #seenMs = 0

  take({ clockMs, uptimeMs }: UpSince): number {
    const startedMs = clockMs - uptimeMs
    if (this.#toldMs === undefined || Math.abs(startedMs - this.#seenMs) > JITTER_MS) this.#toldMs = startedMs
    this.#seenMs = startedMs
    return this.#toldMs
  }
}

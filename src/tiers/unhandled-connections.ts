import type { StubStatus } from './stub-status.js'

// Two pages in a row that catch a worker between its two counts are rare under load, three are not seen.
const PAGES = 3

/**
 * Connections that nginx took and closed unhandled, since its start. A worker counts what it takes a few microseconds before
 * it counts it as handled, so that a page now and then shows one too many, which would look like a limit that was reached and,
 * gone again, like a restart. Told is therefore what three pages in a row agree on.
 */
export class UnhandledConnections {
  #seen: readonly number[] = []
  #told = 0
  #handled = 0

  take({ accepts, handled }: StubStatus): number {
    if (handled < this.#handled) {
      this.#seen = []
      this.#told = 0
    }
    this.#handled = handled
    const now = Math.max(0, accepts - handled)
    // The first page stands for those before it.
    this.#seen = this.#seen.length === 0 ? Array.from({ length: PAGES }, () => now) : [...this.#seen.slice(1), now]
    this.#told = Math.max(this.#told, Math.min(...this.#seen))
    return this.#told
  }
}

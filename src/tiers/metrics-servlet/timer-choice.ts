import type { OperationReading } from '../node-reader.js'

export const MOST_TIMERS = 50

/**
 * Which timers are told: those whose names begin as asked for, by name as many as are told at most. Once chosen they stay, since
 * one that were told now and then would look as if it had begun anew.
 */
export class TimerChoice {
  readonly #prefixes: readonly string[]
  readonly #chosen = new Set<string>()

  /** No prefixes: all timers are asked for. */
  constructor(prefixes: readonly string[]) {
    this.#prefixes = prefixes
  }

  /** Those chosen of timers that are in the order of their names. */
  take(timers: readonly OperationReading[]): readonly OperationReading[] {
    for (const { name } of timers) {
      if (this.#chosen.size >= MOST_TIMERS) break
      if (this.isAskedFor(name)) this.#chosen.add(name)
    }
    return timers.filter(({ name }) => this.#chosen.has(name))
  }

  isAskedFor(name: string): boolean {
    return this.#prefixes.length === 0 || this.#prefixes.some((prefix) => name.startsWith(prefix))
  }
}

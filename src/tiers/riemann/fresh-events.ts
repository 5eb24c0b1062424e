import type { IndexEvent } from './index-event.js'

/** So many hosts and services are remembered; beyond that the one that was heard of longest ago is forgotten. */
const MOST_REMEMBERED = 10_000
/** A time line for people bears no more; a run's stop and start of a store are a handful. */
const MOST_PER_SEC = 200

export type Freshness = 'fresh' | 'held' | 'repeated' | 'unchanged' | 'too-many'

/**
 * Tells what is new of what an index sends: with each connection it first sends all that it holds, and most events say again that all
 * is as before.
 */
export class FreshEvents {
  readonly #onlyChanges: boolean
  readonly #known = new Map<string, Pick<IndexEvent, 'timeMs' | 'state'>>()
  readonly #hosts = new Set<string>()
  #second = Number.NaN
  #inSecond = 0

  constructor(onlyChanges: boolean) {
    this.#onlyChanges = onlyChanges
  }

  /** Whether anything was heard of a host so far. */
  knows(host: string): boolean {
    return this.#hosts.has(host)
  }

  /** `isHeld`: how things stood before anything was heard; remembered, and no news. */
  judge({ host, service, timeMs, state }: IndexEvent, nowMs: number, isHeld = false): Freshness {
    const key = JSON.stringify([host, service])
    const before = this.#known.get(key)
    if (before && timeMs <= before.timeMs && state === before.state) return 'repeated'
    this.#known.delete(key)
    this.#known.set(key, { timeMs, state })
    this.#hosts.add(host)
    for (const remembered of [this.#known, this.#hosts]) forgetOldest(remembered)
    if (isHeld) return 'held'
    if (this.#onlyChanges && before?.state === state) return 'unchanged'
    return this.#isTooMany(nowMs) ? 'too-many' : 'fresh'
  }

  #isTooMany(nowMs: number): boolean {
    const second = Math.floor(nowMs / 1_000)
    if (second !== this.#second) this.#inSecond = 0
    this.#second = second
    return ++this.#inSecond > MOST_PER_SEC
  }
}

const forgetOldest = (remembered: Map<string, unknown> | Set<string>): void => {
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MOST_REMEMBERED) break
    remembered.delete(oldest)
  }
}

import type { EventProfile } from '../profile/event-profile.js'
import { arrivalUs } from './arrivals.js'
import { departureUs } from './stages.js'

/** One user slot of the run and a time in its life, microseconds after the epoch. */
export interface Due {
  readonly slot: number
  readonly atUs: number
}

/** The arrivals and departures of one shard's slots (`shard`, `shard + shards`, …), each handed out once, in order. */
export class Roster {
  readonly #profile: EventProfile
  readonly #shards: number
  #arriving: number
  #departing: number
  #closed = false

  constructor(profile: EventProfile, shard: number, shards: number) {
    this.#profile = profile
    this.#shards = shards
    this.#arriving = shard
    this.#departing = shard
  }

  /** No more arrivals will be handed out, because all came or because the hold is over. */
  get closed(): boolean {
    return this.#closed || this.#arriving >= this.#profile.users
  }

  close(): void {
    this.#closed = true
  }

  /** When the next slot arrives; `Infinity` when none will. */
  get nextArrivalUs(): number {
    const { ramp, users } = this.#profile
    return this.closed ? Number.POSITIVE_INFINITY : arrivalUs(ramp, users, this.#arriving)
  }

  /** The next arrival that is due by `nowUs`. */
  takeArrival(nowUs: number): Due | undefined {
    const { ramp, holdUs } = this.#profile
    if (nowUs >= ramp.durationUs + holdUs) this.#closed = true
    const atUs = this.nextArrivalUs
    if (atUs > nowUs) return undefined
    const slot = this.#arriving
    this.#arriving += this.#shards
    return { slot, atUs }
  }

  /** The next departure that is due by `nowUs`. */
  takeDeparture(nowUs: number): Due | undefined {
    if (this.#departing >= this.#profile.users) return undefined
    const atUs = departureUs(this.#profile, this.#departing)
    if (atUs > nowUs) return undefined
    const slot = this.#departing
    this.#departing += this.#shards
    return { slot, atUs }
  }
}

import type { EventProfile } from '../profile/event-profile.js'
import { arrivalUs } from './arrivals.js'
import type { Due, Roster } from './roster.js'
import { departureUs } from './stages.js'

/** The roster of a profile: all slots arrive by its ramp, and leave by its ramp-down. */
export class PlannedRoster implements Roster {
  readonly #profile: EventProfile
  readonly #shards: number
  readonly endUs: number
  #arriving: number
  #departing: number
  #closed = false

  constructor(profile: EventProfile, shard: number, shards: number) {
    this.#profile = profile
    this.#shards = shards
    this.#arriving = shard
    this.#departing = shard
    this.endUs = profile.ramp.durationUs + profile.holdUs + profile.rampDownUs
  }

  /** Because all came or because the hold is over. */
  get closed(): boolean {
    return this.#closed || this.#arriving >= this.#profile.users
  }

  close(): void {
    this.#closed = true
  }

  get nextArrivalUs(): number {
    const { ramp, users } = this.#profile
    return this.closed ? Number.POSITIVE_INFINITY : arrivalUs(ramp, users, this.#arriving)
  }

  takeArrival(nowUs: number): Due | undefined {
    if (nowUs >= this.#holdEndUs) this.#closed = true
    const atUs = this.nextArrivalUs
    if (atUs > nowUs) return undefined
    const slot = this.#arriving
    this.#arriving += this.#shards
    return { slot, atUs }
  }

  takeDeparture(nowUs: number): Due | undefined {
    if (this.#departing >= this.#profile.users) return undefined
    const atUs = departureUs(this.#profile, this.#departing)
    if (atUs > nowUs) return undefined
    const slot = this.#departing
    this.#departing += this.#shards
    return { slot, atUs }
  }

  isKept(slot: number, atUs: number): boolean {
    return atUs < this.#holdEndUs && slot >= this.#departing
  }

  get #holdEndUs(): number {
    return this.#profile.ramp.durationUs + this.#profile.holdUs
  }
}

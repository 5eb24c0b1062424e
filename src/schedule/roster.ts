/** One user slot of the run and a time in its life, microseconds after the epoch. */
export interface Due {
  readonly slot: number
  readonly atUs: number
}

/** The arrivals and departures of one shard's slots (`shard`, `shard + shards`, …), each handed out once, in order. */
export interface Roster {
  /** No more arrivals will be handed out. */
  readonly closed: boolean
  close(): void
  /** When the next slot arrives; `Infinity` when none will, or none is known of. */
  readonly nextArrivalUs: number
  /** The next arrival that is due by `nowUs`. */
  takeArrival(nowUs: number): Due | undefined
  /** The next departure that is due by `nowUs`. */
  takeDeparture(nowUs: number): Due | undefined
  /** Whether somebody takes the place of who left a slot by himself at that time. */
  isKept(slot: number, atUs: number): boolean
  /** When the last departure is due; `Infinity` when nobody knows yet. */
  readonly endUs: number
}

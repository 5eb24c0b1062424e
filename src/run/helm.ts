import type { LiveSecond } from '../live/progress.js'
import type { SearchedSpan } from '../metrics/search-record.js'
import { arrivalsOf, movesOf, type Steering } from '../schedule/steered-roster.js'
import type { Pilot } from './run-options.js'

/** Every shard must have heard of a change before it begins. */
const LEAD_US = 250_000

/** Where orders of a pilot go. */
export interface HelmParts {
  readonly fleet: { steer(steering: Steering): void; stop(): void }
  readonly recorder: { steered(steering: Steering): void; stepEnded(span: SearchedSpan): void }
  /** Run time now. */
  nowUs(): number
}

/** Carries out what a pilot orders, and remembers it. */
export class Helm {
  readonly #pilot: Pilot
  readonly #parts: HelmParts
  readonly #steerings: Steering[] = []

  constructor(pilot: Pilot, parts: HelmParts) {
    this.#pilot = pilot
    this.#parts = parts
  }

  second(now: LiveSecond): void {
    const order = this.#pilot.second(now)
    if (order?.kind === 'steer' && order.ended) this.#parts.recorder.stepEnded(order.ended)
    if (order?.kind === 'finish') this.#parts.fleet.stop()
    else if (order)
      this.#steer({ users: order.users, durationUs: order.durationUs, fromUs: this.#parts.nowUs() + LEAD_US })
  }

  /** Arrivals that were ordered before a run time. */
  arrivalsBefore(atUs: number): number {
    return arrivalsOf(movesOf(this.#steerings), atUs)
  }

  #steer(steering: Steering): void {
    this.#steerings.push(steering)
    this.#parts.fleet.steer(steering)
    this.#parts.recorder.steered(steering)
  }
}

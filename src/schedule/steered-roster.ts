import type { Due, Roster } from './roster.js'

/** A change of the number of users that is decided while a run lasts: evenly over its time, whoever came last leaves first. */
export interface Steering {
  /** Users once it is done. */
  readonly users: number
  /** Run time; a move begins when the one before has ended at the earliest. */
  readonly fromUs: number
  readonly durationUs: number
}

/** A steering with the number of users that it starts from. */
export interface Move extends Steering {
  readonly before: number
}

/** Steerings in the order they were given, one after the other. */
export const movesOf = (steerings: readonly Steering[]): readonly Move[] => {
  const moves: Move[] = []
  for (const steering of steerings) moves.push(moveAfter(moves.at(-1), steering))
  return moves
}

/** Arrivals that some moves bring before a run time. */
export const arrivalsOf = (moves: readonly Move[], beforeUs: number): number =>
  moves.reduce((sum, move) => {
    const count = Math.max(0, move.users - move.before)
    if (count === 0 || beforeUs <= move.fromUs) return sum
    const share = move.durationUs === 0 ? 1 : (beforeUs - move.fromUs) / move.durationUs
    return sum + Math.min(count, Math.ceil(share * count))
  }, 0)

/** The roster of a run whose users are decided while it lasts. */
export class SteeredRoster implements Roster {
  readonly endUs = Number.POSITIVE_INFINITY
  readonly #shard: number
  readonly #shards: number
  readonly #moves: Move[] = []
  #last: Move | undefined
  /** Place of the next slot within the first move that is not done, counted over all shards. */
  #place = 0
  /** Users, over all shards, once the moves that are done are. */
  #users = 0
  #closed = false

  constructor(shard: number, shards: number) {
    this.#shard = shard
    this.#shards = shards
  }

  get closed(): boolean {
    return this.#closed
  }

  close(): void {
    this.#closed = true
  }

  steer(steering: Steering): void {
    this.#last = moveAfter(this.#last, steering)
    this.#moves.push(this.#last)
    this.#advance(this.#place)
  }

  get nextArrivalUs(): number {
    const move = this.#moves[0]
    return move && isUp(move) && !this.#closed ? this.#dueUs(move) : Number.POSITIVE_INFINITY
  }

  takeArrival(nowUs: number): Due | undefined {
    const move = this.#moves[0]
    return move && isUp(move) && !this.#closed ? this.#take(move, nowUs) : undefined
  }

  takeDeparture(nowUs: number): Due | undefined {
    const move = this.#moves[0]
    return move && !isUp(move) ? this.#take(move, nowUs) : undefined
  }

  isKept(slot: number): boolean {
    const move = this.#moves[0]
    if (this.#closed) return false
    if (!move) return slot < this.#users
    return slot < (isUp(move) ? move.before + this.#place : move.before - this.#place)
  }

  #take(move: Move, nowUs: number): Due | undefined {
    const atUs = this.#dueUs(move)
    if (atUs > nowUs) return undefined
    const slot = slotAt(move, this.#place)
    this.#advance(this.#place + 1)
    return { slot, atUs }
  }

  #dueUs(move: Move): number {
    return move.fromUs + Math.floor((this.#place * move.durationUs) / countOf(move))
  }

  // To the next slot that is this shard's, in this move or in one that follows.
  #advance(from: number): void {
    this.#place = from
    for (let move = this.#moves[0]; move; move = this.#moves[0]) {
      while (this.#place < countOf(move) && slotAt(move, this.#place) % this.#shards !== this.#shard) this.#place++
      if (this.#place < countOf(move)) return
      this.#users = move.users
      this.#place = 0
      this.#moves.shift()
    }
  }
}

const moveAfter = (before: Move | undefined, steering: Steering): Move => ({
  ...steering,
  fromUs: Math.max(steering.fromUs, before ? before.fromUs + before.durationUs : 0),
  before: before?.users ?? 0,
})

const isUp = ({ users, before }: Move): boolean => users > before
const countOf = ({ users, before }: Move): number => Math.abs(users - before)
const slotAt = (move: Move, place: number): number => (isUp(move) ? move.before + place : move.before - 1 - place)

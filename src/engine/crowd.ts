import { PlannedRoster } from '../schedule/planned-roster.js'
import type { Roster } from '../schedule/roster.js'
import type { Person } from './host.js'
import type { ShardOptions } from './shard-options.js'
import type { VirtualUser } from './virtual-user.js'
import { Visitors } from './visitors.js'

const GRACE_US = 10_000_000

/** What becomes of those who come and go. */
export interface Doors {
  /** Somebody comes, and is not started yet. */
  readonly enter: (person: Person) => VirtualUser
  /** An arrival that was due at a run time is taken. */
  readonly onArrival: (dueUs: number) => void
  /** A user's time was over at a run time. */
  readonly askToLeave: (user: VirtualUser, atUs: number) => void
}

/** The users of one shard who are there: they arrive and depart by the roster, and are replaced when they leave before. */
export class Crowd {
  readonly #doors: Doors
  readonly #roster: Roster
  readonly #visitors: Visitors
  readonly #active = new Map<number, VirtualUser>()
  readonly #isOnePass: boolean
  #arrived = 0
  #stopAllUs = Number.POSITIVE_INFINITY
  #giveUpUs: number

  constructor(options: ShardOptions, doors: Doors) {
    this.#doors = doors
    this.#roster = options.roster ?? new PlannedRoster(options.profile, options.shard, options.shards)
    this.#giveUpUs = this.#roster.endUs + GRACE_US
    this.#visitors = new Visitors(options)
    this.#isOnePass = options.profile.behaviour.session.kind === 'one-pass'
  }

  /** Arrivals so far. */
  get arrived(): number {
    return this.#arrived
  }

  /** How many are there. */
  get size(): number {
    return this.#active.size
  }

  /** As the roster's. */
  get nextArrivalUs(): number {
    return this.#roster.nextArrivalUs
  }

  letArrive(nowUs: number): void {
    if (nowUs >= this.#stopAllUs) this.#roster.close()
    for (let due = this.#roster.takeArrival(nowUs); due; due = this.#roster.takeArrival(nowUs)) {
      this.#doors.onArrival(due.atUs)
      this.#arrived++
      // Who was sent away may still be on the way out: then the next one comes when he is gone.
      if (!this.#active.has(due.slot)) this.#arrive(due.slot, due.atUs)
    }
  }

  letDepart(nowUs: number): void {
    const { askToLeave } = this.#doors
    if (nowUs >= this.#stopAllUs) for (const user of [...this.#active.values()]) askToLeave(user, this.#stopAllUs)
    for (let due = this.#roster.takeDeparture(nowUs); due; due = this.#roster.takeDeparture(nowUs)) {
      const user = this.#active.get(due.slot)
      if (user) askToLeave(user, due.atUs)
    }
  }

  /** Somebody is gone by himself or since he was asked; another one may come in his place. */
  ended(user: VirtualUser): void {
    this.#active.delete(user.index)
    user.agent.close()
    const isReplaced = !this.#isOnePass && !Number.isFinite(this.#stopAllUs)
    if (isReplaced && this.#roster.isKept(user.index, user.dueUs)) this.#arrive(user.index, user.dueUs)
  }

  /** Nobody comes from a run time on, and whoever is there is asked to leave; 10 s later it is over. */
  stop(nowUs: number): void {
    this.#stopAllUs = Math.min(this.#stopAllUs, nowUs)
    this.#giveUpUs = Math.min(this.#giveUpUs, nowUs + GRACE_US)
  }

  /** Whether everybody is gone for good, or is not waited for any longer. */
  isOver(nowUs: number): boolean {
    if (nowUs >= this.#giveUpUs) return true
    return this.#active.size === 0 && this.#roster.closed
  }

  /** Hands out whoever is still there, and knows them no more. */
  cutOff(): readonly VirtualUser[] {
    const rest = [...this.#active.values()]
    this.#active.clear()
    return rest
  }

  #arrive(slot: number, atUs: number): void {
    const user = this.#doors.enter(this.#visitors.next(slot, atUs))
    this.#active.set(slot, user)
    user.start()
  }
}

import type { Random } from '../../../src/base/random.js'
import { Servers } from './servers.js'
import type { Timetable } from './timetable.js'

/** One draw of the time that some operations in a row take together in a tier. */
export type ServiceTime = (random: Random, meanSec: number, operations: number, tier: string) => number

export interface SimulatedTier {
  readonly nodes: number
  /** Operations that a node serves at once. */
  readonly slots: number
  /** A request is at one node for all of its way, and takes one of so many threads of it until its answer. */
  readonly threads?: number
  /** Nodes are chosen by who asks, and so at random, and not in turn. */
  readonly isByUser?: boolean
}

/** What a request asks of a tier: so many operations, in a row but at most so many visits. */
export interface Visit {
  readonly tier: string
  readonly meanSec: number
  readonly operations: number
}

export interface RequestKind {
  readonly name: string
  readonly visits: readonly Visit[]
}

/** When a request was answered, and its time in each tier, waits included. */
export interface Answered {
  readonly kind: RequestKind
  readonly dueSec: number
  readonly endSec: number
  readonly tierSec: ReadonlyMap<string, number>
}

const VISITS_MAX = 6

/** Tiers of finite servers, and requests that go through them. */
export class Platform {
  readonly #timetable: Timetable
  readonly #random: Random
  readonly #service: ServiceTime
  readonly #tiers = new Map<string, SimulatedNodes>()

  constructor(
    timetable: Timetable,
    random: Random,
    service: ServiceTime,
    tiers: Readonly<Record<string, SimulatedTier>>,
  ) {
    this.#timetable = timetable
    this.#random = random
    this.#service = service
    for (const [name, { nodes, slots, threads, isByUser = false }] of Object.entries(tiers)) {
      const each = (count: number) => Array.from({ length: nodes }, () => new Servers(timetable, count))
      this.#tiers.set(name, {
        nodes: each(slots),
        threads: threads === undefined ? [] : each(threads),
        isByUser,
        turn: 0,
      })
    }
  }

  /** Summed service of all servers of a tier, so far. */
  busySec(tier: string): number {
    return this.#tiers.get(tier)?.nodes.reduce((sum, { busySec }) => sum + busySec, 0) ?? 0
  }

  /** A request goes in now; `done` when its answer is there. */
  ask(kind: RequestKind, dueSec: number, done: (answered: Answered) => void): void {
    const tierSec = new Map<string, number>()
    this.#walk(kind.visits, 0, tierSec, () => done({ kind, dueSec, endSec: this.#timetable.sec, tierSec }))
  }

  #walk(visits: readonly Visit[], at: number, tierSec: Map<string, number>, done: () => void): void {
    const visit = visits[at]
    if (!visit) {
      done()
      return
    }
    const fromSec = this.#timetable.sec
    const goOn = (after: () => void) => {
      tierSec.set(visit.tier, (tierSec.get(visit.tier) ?? 0) + this.#timetable.sec - fromSec)
      this.#walk(visits, at + 1, tierSec, after)
    }
    const tier = this.#tier(visit.tier)
    if (tier.threads.length === 0)
      this.#batches(visit, visit.operations, Math.min(visit.operations, VISITS_MAX), () => goOn(done))
    else this.#onThread(visit, goOn, done)
  }

  // The thread is given back when all that comes behind is over.
  #onThread(visit: Visit, goOn: (after: () => void) => void, done: () => void): void {
    const tier = this.#tier(visit.tier)
    const node = this.#chosen(tier)
    tier.threads[node]?.hold((release) => {
      const serviceSec = this.#service(this.#random, visit.meanSec, visit.operations, visit.tier)
      tier.nodes[node]?.serve(serviceSec, () =>
        goOn(() => {
          release()
          done()
        }),
      )
    })
  }

  #batches(visit: Visit, operations: number, visits: number, done: () => void): void {
    if (visits === 0) {
      done()
      return
    }
    const tier = this.#tier(visit.tier)
    const share = Math.ceil(operations / visits)
    const serviceSec = this.#service(this.#random, visit.meanSec, share, visit.tier)
    tier.nodes[this.#chosen(tier)]?.serve(serviceSec, () => this.#batches(visit, operations - share, visits - 1, done))
  }

  #chosen(tier: SimulatedNodes): number {
    return (tier.isByUser ? Math.floor(this.#random() * tier.nodes.length) : tier.turn++) % tier.nodes.length
  }

  #tier(name: string): SimulatedNodes {
    const tier = this.#tiers.get(name)
    if (!tier) throw new RangeError(`there is no tier ${name}`)
    return tier
  }
}

interface SimulatedNodes {
  readonly nodes: readonly Servers[]
  readonly threads: readonly Servers[]
  readonly isByUser: boolean
  turn: number
}

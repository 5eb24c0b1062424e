import type { Random } from '../base/random.js'
import type { EventQueue } from './event-queue.js'
import type { FaultPlan } from './fault-plan.js'
import { ServerPool } from './server-pool.js'
import { drawServiceUs } from './service-time.js'
import type { StoreModel } from './stack-model.js'

/** A request's operations queue this often at most; each visit then stands for several operations in a row. */
const VISITS_MAX = 6

/** What all modelled parts of one stack share. */
export interface ClusterParts {
  readonly queue: EventQueue
  readonly faults: FaultPlan
  readonly random: Random
}

/** Called in virtual time, when the last operation is over. */
export type Done = (finishUs: number) => void

/** Cassandra or Elasticsearch: nodes of finite capacity that share the operations. */
export class StoreCluster {
  readonly #name: 'cassandra' | 'elasticsearch'
  readonly #pools: readonly ServerPool[]
  readonly #model: StoreModel
  readonly #queue: EventQueue
  readonly #faults: FaultPlan
  readonly #random: Random
  #turn = 0

  constructor(name: 'cassandra' | 'elasticsearch', nodes: number, model: StoreModel, parts: ClusterParts) {
    this.#name = name
    this.#pools = Array.from({ length: nodes }, () => new ServerPool(model.servers))
    this.#model = model
    this.#queue = parts.queue
    this.#faults = parts.faults
    this.#random = parts.random
  }

  get busyUs(): number {
    return this.#pools.reduce((sum, { busyUs }) => sum + busyUs, 0)
  }

  /** Whether a request that touches the store now gets an error: no node is up, or an error is drawn. */
  fails(atUs: number): boolean {
    const node = this.#nextNode(atUs, this.#turn)
    return node === undefined || this.#faults.fails(this.#name, node, atUs, this.#random)
  }

  /** Runs operations one after the other from `atUs` on; a frozen store never calls back. */
  run(atUs: number, operations: number, done: Done): void {
    this.#visit(atUs, operations, Math.min(operations, VISITS_MAX), 0, done)
  }

  #visit(startUs: number, operations: number, visits: number, addedUs: number, done: Done): void {
    const node = this.#nextNode(startUs, this.#turn++)
    const pool = node === undefined ? undefined : this.#pools[node - 1]
    // No node at all: the refusal takes no time.
    if (node === undefined || pool === undefined) {
      done(startUs)
      return
    }
    const thawedUs = this.#faults.thawUs(this.#name, node, startUs)
    if (thawedUs === Number.POSITIVE_INFINITY) return
    const share = Math.ceil(operations / visits)
    const meanUs = this.#model.serviceUs * this.#faults.slowness(this.#name, node, startUs)
    const finishUs = pool.finishUs(thawedUs, drawServiceUs(this.#random, meanUs, share))
    // Once a request, however many operations it has and nodes it visits.
    const latencyUs = Math.max(addedUs, this.#faults.latencyUs(this.#name, node, startUs))
    if (visits > 1)
      this.#queue.schedule(finishUs, () => this.#visit(finishUs, operations - share, visits - 1, latencyUs, done))
    else this.#queue.schedule(finishUs + latencyUs, () => done(finishUs + latencyUs))
  }

  /** The next node in turn that is up, from 1. */
  #nextNode(atUs: number, turn: number): number | undefined {
    for (let i = 0; i < this.#pools.length; i++) {
      const node = 1 + ((turn + i) % this.#pools.length)
      if (!this.#faults.isDown(this.#name, node, atUs)) return node
    }
    return undefined
  }
}

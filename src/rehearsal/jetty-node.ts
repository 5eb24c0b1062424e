import type { FaultPlan } from './fault-plan.js'
import { Fifo } from './fifo.js'
import { ServerPool } from './server-pool.js'
import { drawServiceUs } from './service-time.js'
import type { StackModel } from './stack-model.js'
import type { ClusterParts, StoreCluster } from './store-cluster.js'
import type { Work } from './work.js'

/** When, in virtual time, a request was over, and how long its stores took; the waits are included. */
export interface Spent {
  readonly finishUs: number
  readonly cassandraUs: number
  readonly elasticsearchUs: number
}

/** Asks the stores what a request needs of them; calls back once, when they have answered. */
export type Ask = (atUs: number, next: (afterUs: number, cassandraUs: number, elasticsearchUs: number) => void) => void

/** The thread pool of one application node: a request holds a thread from its start until its stores have answered. */
export class JettyNode {
  readonly #number: number
  readonly #model: StackModel['jetty']
  readonly #parts: ClusterParts
  readonly #cpu: ServerPool
  readonly #stores: { readonly cassandra: StoreCluster; readonly elasticsearch: StoreCluster }
  readonly #waiting = new Fifo<(startUs: number) => void>()
  #active = 0

  constructor(
    number: number,
    model: StackModel['jetty'],
    parts: ClusterParts,
    stores: { readonly cassandra: StoreCluster; readonly elasticsearch: StoreCluster },
  ) {
    this.#number = number
    this.#model = model
    this.#parts = parts
    this.#cpu = new ServerPool(model.cores)
    this.#stores = stores
  }

  get busyUs(): number {
    return this.#cpu.busyUs
  }

  get activeThreads(): number {
    return this.#active
  }

  /** Takes a request on now; `done` is called when virtual time has come to its end. Without `ask` the stores are modelled. */
  run(atUs: number, work: Work, done: (spent: Spent) => void, ask: Ask = this.#modelled(work)): void {
    const { faults, queue } = this.#parts
    const latencyUs = faults.latencyUs('jetty', this.#number, atUs)
    const begin = (startUs: number) => this.#withThread(startUs, work, done, ask)
    if (latencyUs > 0) queue.schedule(atUs + latencyUs, () => begin(atUs + latencyUs))
    else begin(atUs)
  }

  #withThread(atUs: number, work: Work, done: (spent: Spent) => void, ask: Ask): void {
    const start = (startUs: number) => this.#compute(startUs, work, done, ask)
    if (this.#active >= this.#model.threads) {
      this.#waiting.push(start)
      return
    }
    this.#active++
    start(atUs)
  }

  #compute(startUs: number, work: Work, done: (spent: Spent) => void, ask: Ask): void {
    const { queue, random } = this.#parts
    const slowness = this.#faults.slowness('jetty', this.#number, startUs)
    const serviceUs = drawServiceUs(random, this.#model.serviceUs[work.kind] * slowness)
    const thawedUs = this.#faults.thawUs('jetty', this.#number, startUs)
    if (thawedUs === Number.POSITIVE_INFINITY) return
    const computedUs = this.#cpu.finishUs(thawedUs, serviceUs)
    queue.schedule(computedUs, () =>
      ask(computedUs, (afterUs, cassandraUs, elasticsearchUs) =>
        this.#finish(afterUs, cassandraUs, elasticsearchUs, done),
      ),
    )
  }

  #modelled(work: Work): Ask {
    const { cassandra, elasticsearch } = this.#stores
    return (atUs, next) => {
      const search = (fromUs: number) => {
        const found = (afterUs: number) => next(afterUs, fromUs - atUs, afterUs - fromUs)
        if (work.elasticsearch > 0) elasticsearch.run(fromUs, work.elasticsearch, found)
        else found(fromUs)
        if (work.background > 0) elasticsearch.run(fromUs, work.background, () => {})
      }
      if (work.cassandra > 0) cassandra.run(atUs, work.cassandra, search)
      else search(atUs)
    }
  }

  #finish(atUs: number, cassandraUs: number, elasticsearchUs: number, done: (spent: Spent) => void): void {
    const finishUs = this.#faults.thawUs('jetty', this.#number, atUs)
    if (finishUs > atUs) {
      this.#parts.queue.schedule(finishUs, () => this.#finish(finishUs, cassandraUs, elasticsearchUs, done))
      return
    }
    const next = this.#waiting.take()
    if (next) next(finishUs)
    else this.#active--
    done({ finishUs, cassandraUs, elasticsearchUs })
  }

  get #faults(): FaultPlan {
    return this.#parts.faults
  }
}

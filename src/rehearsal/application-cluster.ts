import type { Buffer } from 'node:buffer'
import { monotonicClock } from '../base/clock.js'
import { randomStream } from '../base/random.js'
import { FOLLOWERS_MEAN, PASSWORD } from '../tatami/population.js'
import { answerText, serverTiming } from './answer-text.js'
import { type AppReply, ERROR_500 } from './app-reply.js'
import type { AppRequest } from './app-request.js'
import { answer } from './application.js'
import { ClusterCaches } from './caches.js'
import type { Serve } from './conversation.js'
import { type Course, type StoreStep, settled } from './course.js'
import { Directory } from './directory.js'
import type { FaultPlan } from './fault-plan.js'
import { type Ask, JettyNode } from './jetty-node.js'
import { Pacemaker } from './pacemaker.js'
import { seededPosts } from './seeded-posts.js'
import type { ClusterState } from './served-call.js'
import { Sessions } from './sessions.js'
import { socialGraph } from './social-graph.js'
import { SocialNetwork } from './social-network.js'
import { DEFAULT_MODEL, type StackModel } from './stack-model.js'
import { StoreCluster } from './store-cluster.js'
import { ModelStores } from './stores/model-stores.js'
import { perform } from './stores/perform.js'
import type { Stores } from './stores/stores.js'
import { Work } from './work.js'

/** What the application nodes and stores are made of. */
export interface ClusterOptions {
  readonly nodes: { readonly jetty: number; readonly cassandra: number; readonly elasticsearch: number }
  /** Seeded people. */
  readonly population: number
  readonly seed: number
  readonly faults: FaultPlan
  readonly model?: StackModel
  readonly pacemaker?: Pacemaker
  readonly warmCaches?: boolean
  /** Microseconds since 1970. */
  readonly wallUs: number
}

/** Tatami's application nodes and the stores behind them: what is answered, and when. The network is not its business. */
export class ApplicationCluster {
  readonly pacemaker: Pacemaker
  readonly #faults: FaultPlan
  readonly #random: () => number
  readonly #stores: { readonly cassandra: StoreCluster; readonly elasticsearch: StoreCluster }
  readonly #nodes: readonly JettyNode[]
  #real: Stores | undefined
  readonly state: ClusterState

  constructor(options: ClusterOptions) {
    const { nodes, faults, seed, model = DEFAULT_MODEL } = options
    this.pacemaker = options.pacemaker ?? new Pacemaker(monotonicClock)
    this.#faults = faults
    this.#random = randomStream(seed, 'rehearsal')
    const parts = { queue: this.pacemaker.queue, faults, random: this.#random }
    this.#stores = {
      cassandra: new StoreCluster('cassandra', nodes.cassandra, model.cassandra, parts),
      elasticsearch: new StoreCluster('elasticsearch', nodes.elasticsearch, model.elasticsearch, parts),
    }
    const node = (_: unknown, i: number) => new JettyNode(i + 1, model.jetty, parts, this.#stores)
    this.#nodes = Array.from({ length: nodes.jetty }, node)
    this.state = clusterState(options, this.pacemaker.now())
  }

  /** Asks these stores from now on, where those of the model are only counted. */
  useStores(stores: Stores): void {
    this.#real = stores
  }

  /** Fault windows count from here, monotonic time. */
  setEpoch(epochUs: number): void {
    this.#faults.setEpoch(epochUs)
    for (const atUs of this.#faults.sessionLossesUs())
      this.pacemaker.queue.schedule(atUs, () => this.state.sessions.loseAll())
    this.pacemaker.now()
  }

  /** What the node with this number, from 1, does with its requests. */
  server(number: number): Serve {
    const node = this.#nodes[number - 1]
    if (node === undefined) throw new RangeError(`there is no application node ${number}`)
    return (request, send) => {
      this.pacemaker.now((arrivedUs) => {
        const arrival = { node, number, request, send, arrivedUs }
        const thawUs = this.#faults.thawUs('jetty', number, arrivedUs)
        // A frozen node does not even read: what the request changes happens after the thaw.
        if (thawUs === arrivedUs) this.#run(arrival, arrivedUs)
        else this.pacemaker.queue.schedule(thawUs, () => this.#run(arrival, thawUs))
      })
    }
  }

  #run({ node, number, request, send, arrivedUs }: Arrival, startUs: number): void {
    if (this.#faults.concerns('sessions') && this.#faults.losesSessions(startUs)) this.state.sessions.loseAll()
    const work = new Work(this.#stores, startUs)
    const fails = this.#faults.fails('jetty', number, startUs, this.#random)
    const { state } = this
    const stores = this.#real ?? new ModelStores(work, state)
    const course = fails ? settled(ERROR_500) : answer(request, { node: number, nowUs: startUs, work, stores, state })
    const first = course.next()
    const reply = { now: first.done ? first.value : ERROR_500 }
    node.run(
      startUs,
      work,
      (spent) => {
        // Until now and not until the end in virtual time: a timer is late by a millisecond, which is time at this node too.
        const tookUs = this.pacemaker.timeUs - arrivedUs
        send(answerText(reply.now, request, serverTiming(tookUs, spent, work)))
      },
      first.done ? undefined : this.#asking(course, first, work, reply),
    )
  }

  // Stores that are real take the time that they take.
  #asking(
    course: Course<AppReply>,
    first: IteratorResult<StoreStep, AppReply>,
    work: Work,
    reply: { now: AppReply },
  ): Ask {
    return (_, next) => {
      void perform(course, first, work, monotonicClock).then(({ value, cassandraUs, elasticsearchUs }) => {
        reply.now = value
        this.pacemaker.now((nowUs) => next(nowUs, cassandraUs, elasticsearchUs))
      })
    }
  }
}

/** A request at the door of a node. */
interface Arrival {
  readonly node: JettyNode
  readonly number: number
  readonly request: AppRequest
  readonly send: (answer: string | Buffer) => void
  readonly arrivedUs: number
}

const clusterState = (
  { seed, population, wallUs, warmCaches = false }: ClusterOptions,
  nowUs: number,
): ClusterState => ({
  network: new SocialNetwork(
    new Directory(PASSWORD),
    socialGraph(seed, population, FOLLOWERS_MEAN),
    seededPosts(seed, population, wallUs),
  ),
  caches: warmCaches ? ClusterCaches.warm(population, nowUs) : new ClusterCaches(),
  sessions: new Sessions(randomStream(seed, 'rehearsal', 'sessions')),
  wallOffsetUs: wallUs - nowUs,
})

import { type Scarcity, scarcitiesOf } from '../profile/scarce.js'
import type { Call } from '../tatami/operations.js'

/** Capacities and service times of the modelled tiers; microseconds of one server. */
export interface StackModel {
  readonly jetty: {
    /** Requests a node handles at once; the others wait. */
    readonly threads: number
    /** Cores that a node's threads share. */
    readonly cores: number
    readonly serviceUs: Readonly<Record<Call, number>>
  }
  readonly cassandra: StoreModel
  readonly elasticsearch: StoreModel
  /** Slots and time of a finite front; used only where a fault or the caller asks for it, since stock nginx is fast. */
  readonly nginx: { readonly slots: number; readonly serviceUs: number; readonly isFinite?: true }
}

/** One tier of stores: each node is a queue before some servers. */
export interface StoreModel {
  /** Operations a node serves at once. */
  readonly servers: number
  readonly serviceUs: number
}

/** The default model with the tiers that are scarce; whoever makes Jetty scarce says the time of a poll, which scales all calls. */
export const stackModelOf = (scarce: readonly string[] = []): StackModel => {
  const found = scarcitiesOf(scarce)
  const { jetty, cassandra, elasticsearch, nginx } = DEFAULT_MODEL
  const front = found.get('nginx')
  return {
    jetty: scarceJetty(jetty, found.get('jetty')),
    cassandra: scarceStore(cassandra, found.get('cassandra')),
    elasticsearch: scarceStore(elasticsearch, found.get('elasticsearch')),
    nginx: front ? { slots: front.slots, serviceUs: front.serviceUs, isFinite: true } : nginx,
  }
}

const scarceStore = (store: StoreModel, scarcity: Scarcity | undefined): StoreModel =>
  scarcity ? { servers: scarcity.slots, serviceUs: scarcity.serviceUs } : store

const scarceJetty = (jetty: StackModel['jetty'], scarcity: Scarcity | undefined): StackModel['jetty'] => {
  if (!scarcity) return jetty
  const factor = scarcity.serviceUs / jetty.serviceUs.poll
  const scaled = Object.entries(jetty.serviceUs).map(([call, us]) => [call, us * factor] as const)
  return { ...jetty, cores: scarcity.slots, serviceUs: { ...jetty.serviceUs, ...Object.fromEntries(scaled) } }
}

/**
 * Nodes of four cores. Measured on a running 3.1.1: an empty poll is 0.2 ms of JVM and 0.05 ms of Cassandra, which is 80,000
 * slices a second on four cores, seen at 0.2 ms each; the other times follow from its latencies at one client, less their
 * stores. Two such Jetty nodes are half busy at 160,000 users who poll every 20 s while 200 a second arrive.
 */
export const DEFAULT_MODEL: StackModel = {
  jetty: {
    threads: 254,
    cores: 4,
    serviceUs: {
      root: 100,
      'login-page': 1_500,
      authentication: 2_000,
      'home-page': 1_500,
      logout: 300,
      register: 2_000,
      asset: 100,
      user: 400,
      friends: 1_500,
      groups: 500,
      tags: 400,
      suggestions: 600,
      timeline: 2_000,
      poll: 200,
      post: 2_000,
      details: 800,
      favourite: 600,
      follow: 600,
      delete: 600,
      'search-all': 500,
      'search-status': 2_000,
      error: 200,
    },
  },
  cassandra: { servers: 16, serviceUs: 200 },
  elasticsearch: { servers: 8, serviceUs: 2_000 },
  nginx: { slots: 64, serviceUs: 1_000 },
}

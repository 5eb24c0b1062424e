import type { EventProfile } from '../../src/profile/event-profile.js'
import { DEFAULT_MODEL, stackModelOf } from '../../src/rehearsal/stack-model.js'
import { callOf } from '../../src/scenarios/step-calls.js'
import { stepDemand } from '../../src/scenarios/step-demand.js'
import { operationsOf } from '../../src/scenarios/store-operations.js'
import type { RequestKind, ServiceTime } from './simulation/platform.js'
import { halfExponentialService } from './simulation/service-times.js'
import type { Scene } from './simulation/simulate.js'

const FOLLOWERS = 50
const ASSET = 'login/asset'

/** A profile's rehearsal as the simulation of queues sees it: its nodes, its people's requests, and nothing of the program that loads it. */
export const sceneOf = ({ rehearsal, behaviour, seed }: EventProfile): Omit<Scene, 'users'> => {
  const model = stackModelOf(rehearsal.scarce)
  const requestOf = (step: string): RequestKind => {
    const call = callOf(step) ?? 'error'
    const { cassandra = 0, elasticsearch = 0 } = operationsOf(step, behaviour, FOLLOWERS) ?? {}
    const visits = [
      ...(model.nginx.isFinite ? [{ tier: 'nginx', meanSec: model.nginx.serviceUs / 1e6, operations: 1 }] : []),
      // nginx has the files itself.
      { tier: 'jetty', meanSec: model.jetty.serviceUs[call] / 1e6, operations: step === ASSET ? 0 : 1 },
      { tier: 'cassandra', meanSec: model.cassandra.serviceUs / 1e6, operations: Math.round(cassandra) },
      { tier: 'elasticsearch', meanSec: model.elasticsearch.serviceUs / 1e6, operations: Math.round(elasticsearch) },
    ]
    return { name: step, visits: visits.filter(({ operations }) => operations > 0) }
  }
  const sessionHours = behaviour.session.kind === 'exponential' ? behaviour.session.meanUs / 3_600e6 : 1
  const acts = stepDemand(behaviour)
    .filter(({ step }) => step !== 'timeline/poll' && (step !== ASSET || model.nginx.isFinite))
    .map(({ step, perArrival, perUserHour }) => ({
      requests: [requestOf(step)],
      perHour: perUserHour + perArrival / sessionHours,
    }))
  return {
    tiers: {
      ...(model.nginx.isFinite && { nginx: { nodes: rehearsal.nginx, slots: model.nginx.slots, isByUser: true } }),
      jetty: { nodes: rehearsal.jetty, slots: model.jetty.cores, threads: DEFAULT_MODEL.jetty.threads },
      cassandra: { nodes: rehearsal.cassandra, slots: model.cassandra.servers },
      elasticsearch: { nodes: rehearsal.elasticsearch, slots: model.elasticsearch.servers },
    },
    service,
    habits: { poll: requestOf('timeline/poll'), pollEverySec: (behaviour.pollEveryUs ?? 0) / 1e6, acts },
    ...{ seed, warmUpSec: 100, measureSec: 600 },
  }
}

// The gate of a scarce nginx holds each request for the same time.
const service: ServiceTime = (random, meanSec, operations, tier) =>
  tier === 'nginx' ? meanSec * operations : halfExponentialService(random, meanSec, operations, tier)

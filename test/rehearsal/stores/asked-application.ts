import { monotonicClock } from '../../../src/base/clock.js'
import { answer } from '../../../src/rehearsal/application.js'
import { ApplicationCluster } from '../../../src/rehearsal/application-cluster.js'
import type { ClusterState } from '../../../src/rehearsal/served-call.js'
import { perform } from '../../../src/rehearsal/stores/perform.js'
import type { Stores } from '../../../src/rehearsal/stores/stores.js'
import { Work } from '../../../src/rehearsal/work.js'
import { planOf } from '../fault-plans.js'
import { virtualTime } from '../virtual-time.js'

/** What the application answers, and the operations that it took. */
export interface Told {
  readonly status: number
  readonly text: string
  readonly cassandra: number
  readonly elasticsearch: number
}

/** Asks as one browser does. */
export type AskApplication = (method: string, path: string, body?: unknown) => Promise<Told>

/** The state of a seeded company, with cold caches. */
export const companyOf = (population: number): ClusterState =>
  new ApplicationCluster({
    nodes: { jetty: 1, cassandra: 1, elasticsearch: 1 },
    ...{ population, seed: 1, faults: planOf([]), pacemaker: virtualTime().pacemaker, wallUs: 1_795_395_077_772_000 },
  }).state

/** The application on stores, asked without a network and without time. */
export const applicationOn = (state: ClusterState, storesFor: (work: Work) => Stores): AskApplication => {
  let sessionCookie: string | undefined
  return async (method, path, body = '') => {
    const work = new Work({ cassandra: { fails: () => false }, elasticsearch: { fails: () => false } }, 0)
    const [pathname = '', query = ''] = path.split('?')
    const request = {
      ...{ method, path: pathname, query, host: 'h', accept: 'application/json, */*', sessionCookie },
      ...{ contentType: 'application/json', ifModifiedSince: undefined, xhr: true, keepAlive: true, http11: true },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }
    const course = answer(request, { node: 1, nowUs: 1, work, stores: storesFor(work), state })
    const { value } = await perform(course, course.next(), work, monotonicClock)
    sessionCookie = /JSESSIONID=([^;]+)/.exec(value.headers)?.[1] ?? sessionCookie
    const { cassandra, elasticsearch } = work
    return { status: value.status, text: value.body.toString(), cassandra, elasticsearch }
  }
}

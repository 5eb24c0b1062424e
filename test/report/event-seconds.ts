import { exponential, type Random, randomStream } from '../../src/base/random.js'
import type { MachineSecond } from '../../src/metrics/health-record.js'
import type { RequestSample } from '../../src/metrics/sample.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { STEPS } from '../../src/scenarios/steps.js'

export const SECOND = 1_000_000
export const USERS = 2_000
/** Seconds at which the ramp, the hold and the ramp-down end. */
export const [RAMP, HOLD, END] = [20, 60, 70]

/** What goes wrong in a run. */
export interface Disturbance {
  /** Seconds from and to. */
  readonly frozen?: readonly [number, number]
  readonly lostFrom?: number
  readonly until?: number
}

/** The seconds of an event in small: seeded, some 9,000 requests over all steps with their tiers. */
export const eventSeconds = (seed: number, { until = END, ...disturbance }: Disturbance): SecondBook => {
  const random = randomStream(seed, 'saved-run')
  const book = new SecondBook()
  for (let second = 0; second < until; second++) {
    const users = Math.round(USERS * Math.min(1, second / RAMP, (END - second) / (END - HOLD)))
    book.recordUsers(second, users)
    for (const shard of [-1, 0, 1]) {
      const rssBytes = (90 + shard * 20 + Math.min(second, RAMP)) * 2 ** 20
      const cpuUs = second * (180_000 + shard * 30_000)
      const loop = { activeUs: 200_000 + shard * 30_000, overUs: SECOND, longestDelayUs: 3_000 + shard * 1_000 }
      book.recordHealth(second, shard, { cpuUs, rssBytes, loop, gc: { count: 2, totalUs: 3_000, longestUs: 2_100 } })
    }
    book.recordMachine(second, machineAt(second))
    for (const { step, perSec, meanUs } of LOAD) {
      const due = users === 0 ? 0 : perSec * (step === 11 ? users / USERS : second < RAMP ? 1 : 0.3)
      for (let count = exponential(random, 1) < due % 1 ? Math.ceil(due) : Math.floor(due); count > 0; count--) {
        recordRequest(book, random, { step, meanUs, dueUs: (second + random()) * SECOND, ...disturbance })
      }
    }
  }
  return book
}

const machineAt = (second: number): MachineSecond => ({
  cpuShare: 0.3 + Math.min(second, RAMP) * 0.01,
  busiestCoreShare: 0.6,
  stealShare: second % 10 === 0 ? 0.01 : 0,
  pressureShare: 0.05,
  sentSegments: second * 900,
  retransmittedSegments: Math.floor(second / 20),
  listenDrops: 0,
  listenOverflows: 0,
  portsInUse: USERS + second,
})

interface Load {
  readonly step: number
  /** At the peak. */
  readonly perSec: number
  readonly meanUs: number
}

const MEANS_MS: Readonly<Record<string, number>> = {
  login: 9,
  timeline: 14,
  post: 24,
  search: 38,
  browse: 18,
  logout: 6,
}

const LOAD: readonly Load[] = STEPS.map(({ id, name, scenario }) => ({
  step: id,
  perSec: name === 'timeline/poll' ? 100 : name === 'login/asset' ? 18 : 2.4,
  meanUs: (MEANS_MS[scenario] ?? 10) * 1_000,
}))

interface Due extends Disturbance {
  readonly step: number
  readonly dueUs: number
  readonly meanUs: number
}

const recordRequest = (book: SecondBook, random: Random, { step, dueUs, meanUs, frozen, lostFrom }: Due): void => {
  const lagUs = Math.round(exponential(random, 400))
  const second = dueUs / SECOND
  const waitUs = frozen && second >= frozen[0] && second < frozen[1] ? (frozen[1] - second) * SECOND : 0
  const isLost = lostFrom !== undefined && second >= lostFrom && random() < 0.03
  const split = splitOf(random, step, meanUs)
  const serviceUs = Math.round(split.networkUs + split.nginxUs + Math.max(split.jettyUs, 0) + waitUs)
  const intendedUs = Math.round(dueUs)
  const sample: RequestSample = {
    kind: 'request',
    step,
    outcome: isLost ? 'session-lost' : waitUs > 2_900_000 ? 'timeout' : 'ok',
    intendedUs,
    sentUs: intendedUs + lagUs,
    endUs: intendedUs + lagUs + serviceUs,
    bytesIn: 400 + Math.round(random() * 6_000),
    bytesOut: 420,
    jettyUs: split.jettyUs < 0 ? -1 : Math.round(split.jettyUs + waitUs),
    cassandraUs: Math.round(split.cassandraUs),
    elasticsearchUs: Math.round(split.elasticsearchUs),
    cassandraOperations: split.cassandraUs < 0 ? -1 : 1,
    elasticsearchOperations: split.elasticsearchUs < 0 ? -1 : 1,
    traceSeq: 1,
  }
  book.record(sample)
  book.recordLag(step % 2, { kind: 'lag', intendedUs, lagUs })
  book.recordTier('network', step, Math.floor(second), Math.round(split.networkUs))
  book.recordTier('nginx', step, Math.floor(second), Math.round(split.nginxUs - (random() < 0.01 ? 2_000 : 0)))
  book.recordReconciled(Math.floor(second), { requests: 1, serviceUs, tiersUs: Math.round(serviceUs * 0.99) })
  const subject = FELT_OF[STEPS[step]?.name ?? '']
  if (subject === undefined) return
  const endUs = subject === 0 ? sample.endUs + Math.round(280_000 + exponential(random, 90_000)) : sample.endUs
  book.record({ kind: 'felt', subject, ok: sample.outcome === 'ok', startUs: intendedUs, endUs })
}

const FELT_OF: Readonly<Record<string, number>> = {
  'login/timeline': 0,
  'timeline/poll': 1,
  'post/poll': 2,
  'search/key-up': 3,
}

/** Times as the tiers would tell them, jetty's with its stores; -1 where a tier is not touched. */
const splitOf = (random: Random, step: number, meanUs: number) => {
  const name = STEPS[step]?.name ?? ''
  const networkUs = 300 + exponential(random, 250)
  if (name === 'login/asset') {
    return { networkUs, nginxUs: exponential(random, 600), jettyUs: -1, cassandraUs: -1, elasticsearchUs: -1 }
  }
  const isSearch = name.startsWith('search/')
  const cassandraUs = exponential(random, meanUs * 0.55)
  const elasticsearchUs = isSearch ? exponential(random, meanUs * 0.6) : -1
  const jettyUs = meanUs * 0.2 + exponential(random, meanUs * 0.15) + cassandraUs + Math.max(elasticsearchUs, 0)
  return { networkUs, nginxUs: 200 + exponential(random, 400), jettyUs, cassandraUs, elasticsearchUs }
}

import { exponential, type Random, randomStream } from '../../src/base/random.js'
import type { SearchEnd } from '../../src/capacity/search.js'
import { SearchPilot } from '../../src/capacity/search-pilot.js'
import type { StepSpan, WeighedStep } from '../../src/capacity/weigh-step.js'
import type { RunMeta } from '../../src/metrics/run-record.js'
import type { SearchPlan } from '../../src/metrics/search-record.js'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import { type Move, movesOf, type Steering } from '../../src/schedule/steered-roster.js'
import { runMeta } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'

/** A platform of one queue: so many users make it full, and what a request waits for besides has a mean. */
export interface SimulatedPlatform {
  readonly fullAtUsers: number
  readonly serviceUs: number
  /** Schedule lag at a run second. */
  lagUs?(second: number, users: number): number
}

export const searchPlan: SearchPlan = {
  maxUsers: 5_000,
  resolution: 0.05,
  targetUsers: 160_000,
  rampPerSec: 100,
  shortestUs: 15e6,
  longestUs: 60e6,
}

const REQUESTS_PER_USER = 0.1
const LONGEST_SECONDS = 3_600

/** What a search of a simulated platform did, second by second on a clock that nobody waits for. */
export interface SimulatedSearch {
  readonly steps: readonly { readonly span: StepSpan; readonly weighed: WeighedStep }[]
  readonly end: SearchEnd | undefined
  readonly seconds: number
  /** Users at each second. */
  readonly users: readonly number[]
  readonly records: readonly SecondRecord[]
}

/** What a run knows that is a search. */
export const searchMeta = (search: SearchPlan = searchPlan, slo = SLO): RunMeta =>
  runMeta({ profile: eventProfile({ slos: [slo], users: search.maxUsers }), search })

const SLO = 'timeline/poll.p99 < 200ms'

/** Runs a search against a queue that keeps what it could not serve. */
export const simulateSearch = (
  platform: SimulatedPlatform,
  { plan = searchPlan, slo = SLO, seed = 1 } = {},
): SimulatedSearch => {
  const steps: { span: StepSpan; weighed: WeighedStep }[] = []
  let end: SearchEnd | undefined
  const pilot = new SearchPilot(plan, {
    onStep: (span, weighed) => steps.push({ span, weighed }),
    onEnd: (how) => {
      end = how
    },
  })
  pilot.begin(searchMeta(plan, slo))
  const random = randomStream(seed, 'simulated')
  const users: number[] = []
  const records: SecondRecord[] = []
  const steerings: Steering[] = []
  let backlogUs = 0
  for (let second = 0; second < LONGEST_SECONDS; second++) {
    const runUs = (second + 1) * 1e6
    const now = usersAt(movesOf(steerings), runUs)
    users.push(now)
    const load = now / platform.fullAtUsers
    backlogUs = Math.max(0, backlogUs + (load - 1) * 1e6)
    const record = recordOf(second, now, { platform, load, backlogUs, random })
    records.push(record)
    const order = pilot.second({ runUs, users: now, openConnections: now, records: [record] })
    if (order?.kind === 'finish') return { steps, end, seconds: second, users, records }
    if (order) steerings.push({ users: order.users, fromUs: runUs, durationUs: order.durationUs })
  }
  throw new Error('the search did not end within an hour')
}

// As in a run, a move waits for the one before it.
const usersAt = (moves: readonly Move[], nowUs: number): number => {
  const move = moves.findLast(({ fromUs }) => fromUs <= nowUs)
  if (!move) return 0
  const share = move.durationUs === 0 ? 1 : Math.min(1, (nowUs - move.fromUs) / move.durationUs)
  return Math.round(move.before + (move.users - move.before) * share)
}

interface Second {
  readonly platform: SimulatedPlatform
  readonly load: number
  readonly backlogUs: number
  readonly random: Random
}

// An M/M/1 queue's response is exponential of mean S / (1 - rho); what has piled up comes on top.
const recordOf = (second: number, users: number, { platform, load, backlogUs, random }: Second): SecondRecord => {
  const response = new SparseHistogram()
  const meanUs = platform.serviceUs / Math.max(0.02, 1 - load)
  const count = Math.round(users * REQUESTS_PER_USER)
  for (let i = 0; i < count; i++) response.record(backlogUs + exponential(random, meanUs))
  const lag = new SparseHistogram()
  const lagUs = platform.lagUs?.(second, users) ?? 500
  for (let i = 0; i < count; i++) lag.record(lagUs)
  // All of it is Cassandra's.
  const times = response.entries()
  return {
    second,
    users,
    steps: [{ step: 0, ok: count, timed: count, tiers: { cassandra: times }, response: times, service: times }],
    lag: lag.entries(),
  }
}

import { availableParallelism } from 'node:os'
import type { Clock } from '../base/clock.js'
import { growDescriptorTable } from '../base/descriptor-table.js'
import { randomStream } from '../base/random.js'
import type { ShardOptions } from '../engine/shard-options.js'
import type { Transport } from '../http/exchange.js'
import { createTransport } from '../http/transport.js'
import type { CreateTransport } from '../http/transport-speaking.js'
import type { ErrorExample } from '../metrics/error-example.js'
import type { FailureKind } from '../metrics/sample.js'
import { openAccountBook } from '../profile/account-book.js'
import { JOURNEYS } from '../scenarios/index.js'
import { loadOwnModules } from '../scenarios/own-modules.js'
import { SteeredRoster } from '../schedule/steered-roster.js'
import { metricTable } from '../tiers/metric-table.js'
import { noServerTimes, parseServerTiming } from '../tiers/server-timing.js'
import { TraceSampler } from '../tiers/trace-sampler.js'
import { FailureExamples } from './failure-examples.js'
import type { ShardPlan } from './messages.js'
import { OpenedMeter } from './opened-meter.js'
import { napMsOf } from './shard-tuning.js'

/** Everything a shard needs before its run time begins. */
export interface PreparedShard {
  readonly options: Omit<ShardOptions, 'epochUs' | 'sink'>
  readonly transport: Transport
  readonly opened: OpenedMeter
  /** Of a steered run alone. */
  readonly roster: SteeredRoster | undefined
  /** Says where examples of failures go; they are kept back before. */
  onExample(listener: (kind: FailureKind, example: ErrorExample) => void): void
}

/** Opens accounts, scenarios and transport of one shard; rejects with what is wrong with them. */
export const prepareShard = async (plan: ShardPlan, clock: Clock): Promise<PreparedShard> => {
  const { profile, shard, shards, runId, runTag } = plan
  growDescriptorTable(Math.ceil(profile.users / shards) * profile.connections.perUser)
  let listener: (kind: FailureKind, example: ErrorExample) => void = () => undefined
  const examples = new FailureExamples((kind, example) => listener(kind, example))
  const random = randomStream(profile.seed, 'trace', shard)
  const sampler = new TraceSampler({ runId, shard, shards, ratePerSec: profile.traceRatePerSec, random })
  const own = await loadOwnModules(profile.scenarioModules)
  const opened = new OpenedMeter()
  const create = await transportMaker(profile.transport)
  const transport = create({ ...transportOptions(plan), observer: opened }, clock)
  await transport.prepare()
  const times = noServerTimes()
  const metrics = metricTable(profile.tierSources?.serverTimingNames ?? {})
  const texts = { bodies: profile.texts, ...(runTag !== undefined && { runTag }) }
  const roster = plan.isSteered ? new SteeredRoster(shard, shards) : undefined
  const isTimingRead = profile.tierSources?.serverTiming ?? true
  return {
    transport,
    opened,
    roster,
    onExample: (given) => {
      listener = given
    },
    options: {
      profile,
      shard,
      shards,
      ...(roster && { roster }),
      accounts: openAccountBook(profile.accounts, profile.users),
      scenario: JOURNEYS[plan.journey]({ texts, own, profile }),
      transport,
      clock,
      napMs: napMsOf(shards, availableParallelism()),
      trace: (dueUs) => sampler.next(dueUs),
      serverTiming: (header) => (isTimingRead ? parseServerTiming(header, times, metrics) : NO_TIMES),
      onFailure: (request, reply, result) => examples.offer(request, reply, result),
    },
  }
}

const NO_TIMES = noServerTimes()

// Undici is loaded only where it is asked for: it costs each shard some MiB.
const transportMaker = async (name: ShardPlan['profile']['transport']): Promise<CreateTransport> =>
  name === 'undici' ? (await import('../http/undici-transport.js')).createUndiciTransport : createTransport

const transportOptions = ({ fronts, localAddresses, localPorts, tls, profile }: ShardPlan) => ({
  fronts,
  localAddresses,
  ...(localPorts && { localPorts }),
  connections: profile.connections,
  connectTimeoutUs: profile.timeouts.connectUs,
  ...(tls && { tls }),
})

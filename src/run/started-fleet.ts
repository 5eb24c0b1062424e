import { fileURLToPath } from 'node:url'
import { PreflightError } from '../base/errors.js'
import { type Fleet, startFleet } from '../fleet/coordinator.js'
import { claimLoopbackNet } from '../fleet/loopback-net.js'
import { type FleetEvents, NeverReady } from '../fleet/shard.js'
import { shardPlans, usesLoopbackNet } from '../fleet/shard-plans.js'
import type { RunMeta } from '../metrics/run-record.js'
import { bodiesOf, type JourneyName, journeyOf } from '../scenarios/index.js'
import type { GivenPorts } from './given-ports.js'
import type { OpenTarget } from './open-target.js'
import type { RunOptions } from './run-options.js'

const SHARD_ENTRY = fileURLToPath(new URL('../fleet/shard-process.js', import.meta.url))

/** Who is sent where. */
export interface FleetOptions extends Pick<RunOptions, 'pilot' | 'shardEntry'> {
  readonly meta: RunMeta
  readonly runId: string
  readonly target: OpenTarget
  /** Of the source addresses that the user gave; absent: the kernel chooses. */
  readonly givenPorts?: GivenPorts | undefined
  /** What users do; absent: what their profile says. */
  readonly journey?: JourneyName
}

/** A run's shards, ready; rejects with a PreflightError when one refuses, or with its end where somebody asked for that. */
export const startedFleet = async (options: FleetOptions, events: FleetEvents): Promise<Fleet> => {
  const { meta, runId, target, givenPorts, pilot, shardEntry = SHARD_ENTRY } = options
  const { journey = journeyOf(meta.profile) } = options
  // Generated here once, so that no shard has to load what generates them.
  const texts = await bodiesOf(journey, meta.profile)
  const common = { profile: { ...meta.profile, texts }, fronts: target.fronts }
  const claim = usesLoopbackNet(common) ? await claimLoopbackNet() : undefined
  const release = () => claim?.release()
  const plans = shardPlans({
    ...common,
    shards: meta.shards,
    runId,
    journey,
    ...(claim && { loopbackNet: claim.net }),
    ...(givenPorts && { givenPorts: givenPorts.inTurn }),
    ...(target.tls && { tls: target.tls }),
    ...(pilot && { isSteered: true }),
    ...(meta.postTag !== undefined && { runTag: meta.postTag }),
  })
  try {
    const fleet = await startFleet(shardEntry, plans, events)
    void fleet.finished.then(release, release)
    return fleet
  } catch (error) {
    release()
    if (isAskedToEnd(error)) throw error
    throw new PreflightError(`the users could not be started: ${error instanceof Error ? error.message : error}`)
  }
}

/** Whether shards ended before they were ready since somebody asked all processes of the run to end. */
export const isAskedToEnd = (error: unknown): boolean =>
  error instanceof NeverReady && ['SIGINT', 'SIGTERM', 'SIGHUP'].includes(error.signal ?? '')

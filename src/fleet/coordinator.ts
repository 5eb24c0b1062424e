import type { Steering } from '../schedule/steered-roster.js'
import type { ShardPlan } from './messages.js'
import { type FleetEvents, Shard } from './shard.js'

/** Child processes that run the users of one run, from preparation to the last one's end. */
export interface Fleet {
  readonly pids: readonly number[]
  start(epochUs: number): void
  /** Of a steered run: the next change of its users. */
  steer(steering: Steering): void
  /** Users finish and log out. */
  stop(): void
  /** Ends every shard now. */
  kill(): void
  /** Ends one shard now, even one that is stopped; it died of the given cause. */
  dismiss(shard: number, cause: string): void
  /** Resolves when every shard is done or dead. */
  readonly finished: Promise<void>
}

/** Starts one process a plan; resolves when all are ready, rejects with the first refusal and leaves no process behind. */
export const startFleet = async (entry: string, plans: readonly ShardPlan[], events: FleetEvents): Promise<Fleet> => {
  const shards = plans.map((plan) => new Shard(entry, plan, events))
  const kill = () => {
    for (const shard of shards) shard.kill()
  }
  try {
    await Promise.all(shards.map((shard) => shard.ready))
  } catch (error) {
    kill()
    throw error
  }
  return {
    pids: shards.map((shard) => shard.pid),
    start: (epochUs) => {
      for (const shard of shards) shard.tell({ kind: 'start', epochUs })
    },
    steer: (steering) => {
      for (const shard of shards) shard.tell({ kind: 'steer', steering })
    },
    stop: () => {
      for (const shard of shards) shard.tell({ kind: 'stop' })
    },
    kill,
    dismiss: (shard, cause) => shards[shard]?.dismiss(cause),
    finished: Promise.all(shards.map((shard) => shard.finished)).then(() => undefined),
  }
}

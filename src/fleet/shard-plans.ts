import type { ShardPlan } from './messages.js'
import { dealtSources, isLoopback, loopbackSources } from './source-addresses.js'

/** What a fleet is planned from. */
export interface FleetPlan extends Omit<ShardPlan, 'shard' | 'localAddresses'> {
  /** The run's own part of the loopback network, where it connects from there. */
  readonly loopbackNet?: string
}

// A page load opens up to six connections, five of which close again soon: a process whose descriptors are all taken by
// waiting users could not load a single page. How many load one at a time, the plan says, and asks for more where it must.
const DESCRIPTOR_SHARE_FOR_USERS = 0.9
const USERS_WORTH_A_PROCESS = 4_000

/** How many processes carry the users: as many as descriptors ask for, and one for each core when there is work for them. */
export const shardsFor = (users: number, descriptors: number, cores: number): number => {
  const byDescriptors = Math.ceil(users / Math.max(1, Math.floor(descriptors * DESCRIPTOR_SHARE_FOR_USERS)))
  const byCores = Math.min(cores, Math.ceil(users / USERS_WORTH_A_PROCESS))
  return Math.max(1, byDescriptors, byCores)
}

/**
 * Whether shards choose among addresses of the loopback network: towards fronts on it, where all of it is this machine, as on Linux
 * (elsewhere only 127.0.0.1 is), and the user named no addresses.
 */
export const usesLoopbackNet = (
  { profile, fronts }: Pick<FleetPlan, 'profile' | 'fronts'>,
  isLoopbackWide: boolean = process.platform === 'linux',
): boolean => isLoopbackWide && profile.localIps.length === 0 && fronts.every(({ address }) => isLoopback(address))

/** The plans of all shards, each with source addresses of its own; with none the system chooses. */
export const shardPlans = ({ loopbackNet, ...plan }: FleetPlan): readonly ShardPlan[] =>
  Array.from({ length: plan.shards }, (_, shard) => ({
    ...plan,
    shard,
    localAddresses:
      loopbackNet === undefined
        ? dealtSources(plan.profile.localIps, shard, plan.shards)
        : loopbackSources(shard, loopbackNet),
  }))

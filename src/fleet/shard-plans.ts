import type { ShardPlan } from './messages.js'
import { dealtSources, isLoopback, loopbackSources } from './source-addresses.js'

/** What a fleet is planned from. */
export interface FleetPlan extends Omit<ShardPlan, 'shard' | 'localAddresses'> {
  /** Differs from run to run; picks the loopback addresses to connect from. */
  readonly salt: number
  /** All of 127.0.0.0/8 is this machine, as on Linux; elsewhere only 127.0.0.1 is. */
  readonly isLoopbackWide: boolean
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

/** The plans of all shards, each with source addresses of its own. */
export const shardPlans = ({ salt, isLoopbackWide, ...plan }: FleetPlan): readonly ShardPlan[] => {
  const towardsLoopback = isLoopbackWide && plan.fronts.every(({ address }) => isLoopback(address))
  return Array.from({ length: plan.shards }, (_, shard) => ({
    ...plan,
    shard,
    localAddresses: sourcesOf(plan, shard, salt, towardsLoopback),
  }))
}

const sourcesOf = (
  { profile, shards }: Omit<FleetPlan, 'salt' | 'isLoopbackWide'>,
  shard: number,
  salt: number,
  towardsLoopback: boolean,
): readonly string[] => {
  if (profile.localIps.length > 0) return dealtSources(profile.localIps, shard, shards)
  return towardsLoopback ? loopbackSources(shard, salt) : []
}

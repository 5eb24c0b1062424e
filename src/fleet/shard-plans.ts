import { isIPv4 } from 'node:net'
import type { ShardPlan } from './messages.js'
import { dealtPorts } from './ports-in-turn.js'
import { dealtSources, isLoopback, loopbackSources } from './source-addresses.js'

/** What a fleet is planned from. */
export interface FleetPlan extends Omit<ShardPlan, 'shard' | 'localAddresses' | 'localPorts'> {
  /** The run's own part of the loopback network, where it connects from there. */
  readonly loopbackNet?: string
  /** Ports of each address that the user named, in the order in which they are taken; absent: the kernel's choice. */
  readonly givenPorts?: ReadonlyMap<string, Uint16Array>
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
 * (elsewhere only 127.0.0.1 is), and the user named no addresses. Towards ::1 nobody connects from an address of IPv4.
 */
export const usesLoopbackNet = (
  { profile, fronts }: Pick<FleetPlan, 'profile' | 'fronts'>,
  isLoopbackWide: boolean = process.platform === 'linux',
): boolean =>
  isLoopbackWide &&
  profile.localIps.length === 0 &&
  fronts.every(({ address }) => isIPv4(address) && isLoopback(address))

/** The plans of all shards, each with source addresses of its own; with none the system chooses. */
export const shardPlans = ({ loopbackNet, givenPorts, ...plan }: FleetPlan): readonly ShardPlan[] =>
  Array.from({ length: plan.shards }, (_, shard) => {
    if (loopbackNet !== undefined) return { ...plan, shard, localAddresses: loopbackSources(shard, loopbackNet) }
    const localAddresses = dealtSources(plan.profile.localIps, shard, plan.shards)
    const localPorts = givenPorts && portsOf(localAddresses, givenPorts, shard, sharersOf(plan))
    return { ...plan, shard, localAddresses, ...(localPorts && { localPorts }) }
  })

// Addresses that were dealt out are one shard's alone.
const sharersOf = ({ profile, shards }: Pick<ShardPlan, 'profile' | 'shards'>): number =>
  profile.localIps.length % shards === 0 ? 1 : shards

const portsOf = (
  addresses: readonly string[],
  ports: ReadonlyMap<string, Uint16Array>,
  shard: number,
  sharers: number,
): readonly Uint16Array[] => addresses.map((address) => dealtPorts(ports.get(address) ?? NO_PORTS, shard, sharers))

const NO_PORTS = new Uint16Array()

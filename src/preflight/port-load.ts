import { ADDRESSES_PER_SHARD } from '../fleet/source-addresses.js'
import type { EventProfile } from '../profile/event-profile.js'
import type { ConnectionLoad } from './connection-load.js'
import type { Machine } from './machine.js'

/** Where connections start from, and the local ports that takes. */
export interface PortLoad {
  /** `loopback`: addresses of the run's own; `given`: those of `--local-ips`; `unbound`: the system chooses. */
  readonly kind: 'loopback' | 'given' | 'unbound'
  /** Source addresses; for `unbound` the front's addresses, towards each of which a port can be used again. */
  readonly addresses: number
  readonly portsPerAddress: number
  /** Ports in use or in TIME_WAIT at the peak. */
  readonly portsNeeded: number
  /** Addresses that would carry it with some room. */
  readonly addressesNeeded: number
}

/** What the ports and source addresses of a run follow from. */
export interface PortInput {
  readonly profile: EventProfile
  readonly machine: Machine
  readonly connections: ConnectionLoad
  readonly shards: number
  /** Every front is on this machine. */
  readonly towardsLoopback: boolean
}

/**
 * Ports and source addresses at the peak. A port in TIME_WAIT is counted on only where the system takes it again while it
 * connects: who lets it bind to a source address first, as on loopback, has to find one that is not waiting, and from addresses
 * that were given only a front with TCP timestamps can be connected to from one that is.
 */
export const portLoad = (input: PortInput): PortLoad => {
  const { profile, machine, connections } = input
  const { from, to } = machine.portRange ?? ASSUMED_RANGE
  const portsPerAddress = to - from + 1
  const kind = kindOf(input)
  const isReused = kind === 'unbound' && (machine.reuseOfWaitingPorts === 1 || input.towardsLoopback)
  const portsNeeded = Math.ceil(connections.peak + (isReused ? 0 : connections.closedPerSec * TIME_WAIT_SEC))
  const fronts = profile.target?.urls.length ?? profile.rehearsal.nginx
  const addresses = { given: profile.localIps.length, loopback: loopbackAddresses(input.shards), unbound: fronts }[kind]
  return {
    kind,
    addresses,
    portsPerAddress,
    portsNeeded,
    addressesNeeded: addressesFor(portsNeeded, portsPerAddress),
  }
}

/** Source addresses that carry so many ports with some room. */
export const addressesFor = (ports: number, portsPerAddress: number): number =>
  Math.ceil(ports / (portsPerAddress * USABLE_SHARE))

/** What Linux starts with; the range of other systems is narrower by default and no matter for rehearsals. */
const ASSUMED_RANGE = { from: 32_768, to: 60_999 }
const TIME_WAIT_SEC = 60
/** A range that is nearly used up makes each connect search it for long. */
const USABLE_SHARE = 0.8

const kindOf = ({ profile, towardsLoopback }: PortInput): PortLoad['kind'] => {
  if (profile.localIps.length > 0) return 'given'
  return towardsLoopback ? 'loopback' : 'unbound'
}

const loopbackAddresses = (shards: number): number => shards * ADDRESSES_PER_SHARD

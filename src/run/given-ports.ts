import { countText, pluralText } from '../base/quantity-text.js'
import { type HeldPorts, heldPorts } from '../fleet/held-ports.js'
import { portsInTurn } from '../fleet/ports-in-turn.js'
import type { Front } from '../http/exchange.js'
import { systemText } from '../preflight/machine.js'
import { portRange, portsNamed } from '../preflight/proc-figures.js'

/** The local ports of the source addresses that the user gave. */
export interface GivenPorts {
  /** Of each address, in the order in which they are taken. */
  readonly inTurn: ReadonlyMap<string, Uint16Array>
  /** What the user should know before it starts. */
  readonly note?: string
}

/** Who connects from where to where. */
export interface PortUse {
  readonly localIps: readonly string[]
  readonly fronts: readonly Pick<Front, 'port'>[]
  /** Ports in use at the peak, over all addresses. */
  readonly portsNeeded: number
}

/** What the ports are known from; tests have others. */
export interface PortSources {
  /** Text of a file below `/proc`; undefined when it cannot be read. */
  readonly file: (path: string) => string | undefined
  readonly held: (addresses: readonly string[]) => Promise<ReadonlyMap<string, HeldPorts>>
  /** From 0 to below 1. */
  readonly random: () => number
}

/**
 * Looks which ports of the given addresses are free, so that connections start from these and the kernel has no search to do; undefined
 * without addresses, and where the system does not say its range of ports.
 */
export const givenPorts = async (
  { localIps, fronts, portsNeeded }: PortUse,
  { file, held: heldOf, random }: PortSources = THIS_SYSTEM,
): Promise<GivenPorts | undefined> => {
  const range = portRange(file(RANGE) ?? '')
  if (localIps.length === 0 || range === undefined) return undefined
  const reserved = portsNamed(file(RESERVED) ?? '')
  // From a front's own address and port a connection would be one to itself.
  const without = new Set([...reserved, ...fronts.map(({ port }) => port)])
  const start = random()
  const held = await heldOf(localIps)
  const inTurn = localIps.map((address) => {
    const ports = portsInTurn({ range, without, held: held.get(address) ?? NONE, start })
    return [address, ports] as const
  })
  const total = inTurn.reduce((sum, [, ports]) => sum + ports.length, 0)
  const live = inTurn.reduce((sum, [address, ports]) => sum + liveAmong(ports, held.get(address)), 0)
  const note = live > 0 && portsNeeded > total - live ? noteOf({ live, total, needed: portsNeeded }) : undefined
  return { inTurn: new Map(inTurn), ...(note !== undefined && { note }) }
}

const RANGE = '/proc/sys/net/ipv4/ip_local_port_range'
const RESERVED = '/proc/sys/net/ipv4/ip_local_reserved_ports'
const THIS_SYSTEM: PortSources = { file: systemText, held: heldPorts, random: Math.random }
const NONE: HeldPorts = { live: new Set(), waiting: new Set() }

const liveAmong = (ports: Uint16Array, held: HeldPorts = NONE): number =>
  ports.reduce((sum, port) => sum + (held.live.has(port) ? 1 : 0), 0)

const noteOf = (ports: { readonly live: number; readonly total: number; readonly needed: number }): string =>
  `${pluralText(ports.live, 'local port')} of ${countText(ports.total)} of the source addresses (--local-ips) ${ports.live === 1 ? 'is' : 'are'} held by other connections, and the plan needs ${countText(ports.needed)}: name more addresses, or wait until those are closed, or connections may fail`

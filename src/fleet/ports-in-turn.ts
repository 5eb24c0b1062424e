import type { HeldPorts } from './held-ports.js'

/** What the local ports of an address are chosen from. */
export interface PortChoice {
  /** The system's range of ports for connections, both ends included. */
  readonly range: { readonly from: number; readonly to: number }
  /** Ports in it that are for others. */
  readonly without: ReadonlySet<number>
  readonly held: HeldPorts
  /** Where to begin among those that are free, from 0 to below 1: two runs from one address that begin apart seldom meet. */
  readonly start: number
}

/**
 * All ports of an address in the order in which a run takes them. First those that are free, and of them first every other one: the
 * kernel leaves these to who binds, as we do, and begins with the others for who does not. Then those of connections that are over;
 * last, in case they are closed meanwhile, those that somebody has.
 */
export const portsInTurn = ({ range: { from, to }, without, held, start }: PortChoice): Uint16Array => {
  const all = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((port) => !without.has(port))
  const live = all.filter((port) => held.live.has(port))
  const waiting = all.filter((port) => held.waiting.has(port) && !held.live.has(port))
  const free = all.filter((port) => !held.live.has(port) && !held.waiting.has(port))
  const toBind = free.filter((port) => (port - from) % 2 === 1)
  const toConnect = free.filter((port) => (port - from) % 2 === 0)
  return Uint16Array.from([...rotated(toBind, start), ...rotated(toConnect, start), ...waiting, ...live])
}

/** The part of one shard out of those that use an address together: as many free ones as any other has. */
export const dealtPorts = (ports: Uint16Array, shard: number, sharers: number): Uint16Array =>
  ports.filter((_, i) => i % sharers === shard % sharers)

const rotated = (ports: readonly number[], start: number): readonly number[] => {
  const at = Math.floor(ports.length * start)
  return [...ports.slice(at), ...ports.slice(0, at)]
}

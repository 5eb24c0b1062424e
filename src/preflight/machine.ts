import { readFileSync } from 'node:fs'
import { availableParallelism, freemem } from 'node:os'
import { availableBytes } from '../servers/free-memory.js'
import { controlGroupLimits } from './control-group.js'
import { openFileLimits, portRange, wholeNumber } from './proc-figures.js'

/** What this machine has for a run. A figure that the system does not tell is absent, and named in `unknown`. */
export interface Machine {
  readonly platform: string
  /** Cores this process may run on, whole. */
  readonly cores: number
  /** Cores' worth of CPU time this process may use, which a container can limit to a fraction. */
  readonly cpuCores: number
  /** Memory that can be had without swapping, bytes. */
  readonly memoryBytes: number
  /** Open files a process may have; Node raises the soft limit to the hard one when it starts. */
  readonly descriptors?: { readonly soft: number; readonly hard: number }
  /** Local ports of outgoing connections, both ends included. */
  readonly portRange?: { readonly from: number; readonly to: number }
  /** Longest queue of connections that a listener has not accepted yet. */
  readonly somaxconn?: number
  /** Whether a port that waits in TIME_WAIT is used again: 0 never, 1 always, 2 towards loopback. */
  readonly reuseOfWaitingPorts?: number
  /** Figures this system does not tell, in words. */
  readonly unknown: readonly string[]
}

/** What a machine's figures are read from; tests pass a machine of their own. */
export interface MachineSources {
  readonly platform: string
  readonly cores: number
  readonly freeBytes: number
  /** Text of a file below `/proc` or `/sys`; undefined when it cannot be read. */
  readonly file: (path: string) => string | undefined
}

/** The figures of this machine, each undefined where it cannot be read; never throws. */
export const readMachine = (sources: MachineSources = thisMachine()): Machine => {
  const { platform, cores, freeBytes, file } = sources
  const read = <T>(path: string, parse: (text: string) => T | undefined): T | undefined => {
    const text = file(path)
    return text === undefined ? undefined : parse(text)
  }
  const group = controlGroupLimits(file)
  const available = read('/proc/meminfo', availableBytes)
  const told = {
    descriptors: read('/proc/self/limits', openFileLimits),
    portRange: read('/proc/sys/net/ipv4/ip_local_port_range', portRange),
    somaxconn: read('/proc/sys/net/core/somaxconn', wholeNumber),
    reuseOfWaitingPorts: read('/proc/sys/net/ipv4/tcp_tw_reuse', wholeNumber),
  }
  return {
    platform,
    cores: Math.max(1, Math.min(cores, Math.ceil(group.cpuCores))),
    cpuCores: Math.min(cores, group.cpuCores),
    memoryBytes: Math.min(available ?? freeBytes, group.memoryBytes),
    ...present(told),
    unknown: unknownAmong({ available, ...told }),
  }
}

/** Text of a file below `/proc` or `/sys`; undefined when this system does not have it or does not tell. */
export const systemText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const thisMachine = (): MachineSources => ({
  platform: process.platform,
  cores: availableParallelism(),
  freeBytes: freemem(),
  file: systemText,
})

const NAMES: Readonly<Record<string, string>> = {
  available: 'memory that can be had (free memory is taken instead)',
  descriptors: 'open files a process may have',
  portRange: 'range of local ports',
  somaxconn: 'length of the accept queue',
  reuseOfWaitingPorts: 'reuse of ports in TIME_WAIT',
}

const unknownAmong = (told: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(NAMES).flatMap(([key, name]) => (told[key] === undefined ? [name] : []))

/** The figures that are told, each of them without `undefined`. */
export type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the figures that are not told. */
export const present = <T extends object>(figures: T): Present<T> =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)) as Present<T>

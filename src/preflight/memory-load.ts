import type { EventProfile } from '../profile/event-profile.js'
import type { ConnectionLoad } from './connection-load.js'
import { COSTS } from './costs.js'

/** A part of the run that takes memory of this machine. */
export interface MemoryPart {
  readonly part: 'generator' | 'kernel' | 'nginx' | 'application nodes'
  readonly bytes: number
}

/** What the memory of a run follows from. */
export interface MemoryInput {
  readonly profile: EventProfile
  readonly connections: ConnectionLoad
  readonly shards: number
  readonly tls: boolean
  /** Posts expected over the run. */
  readonly posts: number
}

/** Memory at the peak, part by part; the stack's own parts only where it runs on this machine. */
export const memoryLoad = (input: MemoryInput): readonly MemoryPart[] => {
  const { profile, connections, shards } = input
  const costs = input.tls ? COSTS.tls : COSTS.plain
  const extra = connections.peak - connections.steady
  const isRehearsal = profile.target === undefined
  const generator: MemoryPart = {
    part: 'generator',
    bytes:
      COSTS.parentBytes +
      shards * COSTS.shardBytes +
      connections.steady * costs.userBytes +
      extra * costs.extraConnectionBytes,
  }
  // Towards a target elsewhere only one end of each connection is kept here.
  const kernelBytes = connections.peak * costs.kernelConnectionBytes * (isRehearsal ? 1 : 0.5)
  const kernel: MemoryPart = { part: 'kernel', bytes: kernelBytes }
  return isRehearsal ? [generator, kernel, ...stackMemory(input)] : [generator, kernel]
}

const stackMemory = ({ profile, connections, tls, posts }: MemoryInput): readonly MemoryPart[] => {
  const costs = tls ? COSTS.tls : COSTS.plain
  return [
    {
      part: 'nginx',
      bytes: profile.rehearsal.nginx * COSTS.nginxBytes + connections.peak * costs.nginxConnectionBytes,
    },
    {
      part: 'application nodes',
      bytes: COSTS.nodesBytes + profile.users * COSTS.nodesUserBytes + posts * COSTS.nodesPostBytes,
    },
  ]
}

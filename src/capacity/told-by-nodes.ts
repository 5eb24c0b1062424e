import { mean } from 'simple-statistics'
import type { NodeTotals, SignalTotals } from '../metrics/node-fold.js'
import type { SignalName } from '../metrics/node-span.js'
import type { Tier } from '../metrics/tier.js'
import { type MeasuredTier, type MeasuredUse, NODE_LIMITS, type NodeLimit } from './measured-step.js'

/** What a tier's nodes told of themselves: how busy they were, what waited, and what else of them was used. */
export const toldByNodes = (tier: Tier, nodes: readonly NodeTotals[]): Partial<MeasuredTier> => {
  const busy = nodes.flatMap((node) => utilisationOf(node) ?? [])
  const queued = nodes.flatMap((node) => meanOf(node, 'queue') ?? [])
  const cores = nodes.flatMap((node) => signalsOf(node, 'cores').map(({ last }) => last))
  const uses = NODE_LIMITS.flatMap((limit) => fullest(limit, USES[tier]?.[limit] ?? (() => []), nodes))
  return {
    ...(busy.length > 0 && { utilisation: Math.min(1, mean(busy)) }),
    ...(queued.length > 0 && { queued: queued.reduce((sum, one) => sum + one, 0) }),
    ...(cores.length > 0 && { slotsPerNode: mean(cores) }),
    ...(uses.length > 0 && { uses }),
  }
}

const utilisationOf = (node: NodeTotals): number | undefined => {
  const [cpu, cores] = [signalsOf(node, 'cpu-time')[0], signalsOf(node, 'cores')[0]]
  if (cpu && cores && cores.last > 0 && node.knownUs > 0) return cpu.gained / (node.knownUs * cores.last)
  const [active, most] = [meanOf(node, 'active'), meanOf(node, 'most-threads')]
  return active !== undefined && most !== undefined && most > 0 ? active / most : undefined
}

// Of several pools the fullest.
const meanOf = (node: NodeTotals, name: SignalName): number | undefined => {
  const means = signalsOf(node, name).map(({ sum, readings }) => sum / readings)
  return means.length === 0 ? undefined : Math.max(...means)
}

const signalsOf = ({ signals }: NodeTotals, name: SignalName): readonly SignalTotals[] =>
  [...signals.values()].filter((one) => one.name === name && one.readings > 0)

type Use = Omit<MeasuredUse, 'limit'>

const threadUses = (node: NodeTotals): readonly Use[] =>
  signalsOf(node, 'most-threads').flatMap(({ of, last: allowed }) => {
    const active = signalsOf(node, 'active').find((one) => one.of === of)
    return active && allowed > 0 ? [{ used: active.sum / active.readings, allowed }] : []
  })

// What the last collection left is what users hold; the rest is garbage.
const memoryUses = (node: NodeTotals): readonly Use[] => {
  const [left, max] = [signalsOf(node, 'heap-after-gc')[0], signalsOf(node, 'heap-max')[0]]
  return left && max && max.last > 0 ? [{ used: left.most, allowed: max.last }] : []
}

const connectionUses = (node: NodeTotals): readonly Use[] =>
  signalsOf(node, 'connections').map(({ most: used }) => ({ used }))

// A request that is answered has a connection to a node behind as well.
const descriptorUses = (node: NodeTotals): readonly Use[] => {
  const [connections, writing] = [signalsOf(node, 'connections')[0], signalsOf(node, 'writing')[0]]
  return connections && writing ? [{ used: connections.most + writing.most }] : []
}

type UsesOf = (node: NodeTotals) => readonly Use[]

// Pools and heaps of stores are full or not by what they compact and cache, whoever comes.
const USES: Readonly<Partial<Record<Tier, Readonly<Partial<Record<NodeLimit, UsesOf>>>>>> = {
  nginx: { connections: connectionUses, descriptors: descriptorUses },
  jetty: { threads: threadUses, memory: memoryUses },
}

const fullest = (limit: NodeLimit, usesOf: UsesOf, nodes: readonly NodeTotals[]): readonly MeasuredUse[] => {
  const share = ({ used, allowed = 1 }: Use): number => used / allowed
  const [most] = nodes.flatMap(usesOf).toSorted((a, b) => share(b) - share(a))
  return most ? [{ limit, ...most }] : []
}

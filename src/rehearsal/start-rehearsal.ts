import { fileURLToPath } from 'node:url'
import { Stack } from '../servers/stack.js'
import { type ApplicationNodes, startNodes } from './application-nodes.js'
import { builtInFronts } from './built-in-fronts.js'
import { describeStack } from './description.js'
import { type Fault, isProblem, parseFault } from './fault.js'
import { findNginx, type Nginx } from './find-nginx.js'
import { type Fronts, startFronts } from './fronts.js'
import { nginxFronts } from './nginx-front.js'
import type { Rehearsal, RehearsalOptions } from './rehearsal.js'
import { stackUsage } from './stack-usage.js'
import { type RunningStores, runStores } from './stores/run-stores.js'

/** What the stack is built with where the machine's own is not wanted. */
export interface RehearsalSurroundings {
  /** Compiled entry of the application nodes' process. */
  readonly nodesEntry?: string
  /** Compiled entry of the built-in front's process. */
  readonly builtInFrontEntry?: string
  /** `built-in`: do without nginx, even where there is one. */
  readonly front?: Nginx | 'built-in'
  /** Folder in which the stack makes its own. */
  readonly temporaryFolder?: string
}

/**
 * Brings up the embedded stack and resolves when its front shows the login page. Rejects with one sentence when a part
 * cannot start; nothing is left behind then. What is started here ends with this process, however that one ends.
 */
export const startRehearsal = async (
  options: RehearsalOptions,
  surroundings: RehearsalSurroundings = {},
): Promise<Rehearsal> => {
  const front = surroundings.front ?? (await findNginx()) ?? 'built-in'
  const stack = await Stack.open(surroundings.temporaryFolder)
  let stores: RunningStores | undefined
  try {
    if (options.size.stores === 'real') stores = await runStores(options, surroundings.temporaryFolder)
    const nodes = await nodesOf(stack, options, surroundings.nodesEntry, stores)
    const kind =
      front === 'built-in' ? builtInFronts(surroundings.builtInFrontEntry ?? beside(FRONT_ENTRY)) : nginxFronts(front)
    const { nginx: count, plain, faults } = options.size
    const fronts = await startFronts(stack, { ...options, count, plain, pagesShow: pagesShow(faults) }, nodes, kind)
    return composed(options, front, stack, nodes, fronts, stores)
  } catch (error) {
    await stopAll(stack, stores)
    throw error
  }
}

/** How many people are known to a stack for a number of users: twice as many, so that who leaves can be replaced by another. */
const populationFor = (users: number, least: number): number => Math.max(least, 2 * users)

const LEAST_PEOPLE = 1_000
/** Each is written to stores that are real. */
const LEAST_PEOPLE_WRITTEN = 200

const NODES_ENTRY = './nodes-process.js'
const FRONT_ENTRY = './built-in-front-process.js'
/** The nodes' ports are the system's choice; this one only marks the address as taken. */
const NODES_MARK_PORT = 8180

const beside = (entry: string): string => fileURLToPath(new URL(entry, import.meta.url))

const nodesOf = async (
  stack: Stack,
  { size, users, seed, told }: RehearsalOptions,
  entry = beside(NODES_ENTRY),
  stores?: RunningStores,
): Promise<ApplicationNodes> => {
  const { address } = await stack.claim([NODES_MARK_PORT])
  const population = populationFor(users, stores ? LEAST_PEOPLE_WRITTEN : LEAST_PEOPLE)
  const real = stores && { stores: { ...stores.addresses, warmUsers: Math.min(users, population) } }
  return startNodes(entry, stack, { kind: 'start', size, population, seed, address, ...real }, told)
}

// A node that is down, frozen or failing from the start may be the one that the probe meets.
const pagesShow = (faults: readonly string[]): boolean =>
  !faults.map(parseFault).some((fault) => !isProblem(fault) && !fault.window && hinders(fault))

const hinders = ({ target, effect }: Fault): boolean => {
  if (effect.kind === 'latency') return effect.addedUs > PROBE_PATIENCE_US
  return target === 'jetty' && effect.kind !== 'slow'
}

/** A page that is slower than this by intent is not waited for. */
const PROBE_PATIENCE_US = 2_000_000

const composed = (
  { size }: RehearsalOptions,
  front: Nginx | 'built-in',
  stack: Stack,
  nodes: ApplicationNodes,
  { fronts, ca, caFile, accessLogs, processes }: Fronts,
  stores: RunningStores | undefined,
): Rehearsal => ({
  url: `${size.plain ? 'http' : 'https'}://${fronts[0]?.host}`,
  fronts,
  ...(ca !== undefined && { ca }),
  ...(caFile !== undefined && { caFile }),
  accessLogs,
  ...(stores && { storeNodes: stores.tellAt }),
  description: describeStack(size, front, fronts.length, stores?.addresses.cassandra.length),
  setEpoch: (epochUs) => {
    nodes.setEpoch(epochUs)
    stores?.setEpoch(epochUs)
  },
  usage: () => stackUsage(processes.map(pidOf), pidOf(nodes.process), stores?.pids()),
  died: stores ? Promise.race([stack.died, stores.died]) : stack.died,
  stop: () => stopAll(stack, stores),
})

const stopAll = async (stack: Stack, stores: RunningStores | undefined): Promise<void> => {
  try {
    await stack.stop()
  } finally {
    await stores?.stop()
  }
}

const pidOf = ({ pid }: { readonly pid: number | undefined }): number => pid ?? -1

// Whose time it was, by the CPU profiles that `node --cpu-prof` writes of each process of a run.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The profiles in a folder, parsed; `isShard` tells the processes that run users from the one that runs them. */
export const profilesIn = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .map((profile) => ({
      ...profile,
      isShard: profile.nodes.some(({ callFrame }) => isIn(callFrame, 'fleet/shard-process')),
    }))

/** Whether a function is in a file of `dist/`, by its path there without the extension, or in a folder (`metrics/`). */
export const isIn = ({ url }, path) =>
  path.endsWith('/') ? url.includes(`/dist/${path}`) : url.endsWith(`/dist/${path}.js`)

/**
 * Microseconds of a profile between two times of the machine's monotonic clock: `scriptUs` of JavaScript and what it called, `collectingUs` of garbage
 * collection, and `byPart`, the time of functions that `partOf` gives a name and of all they call. What the event loop does by itself, reading
 * sockets above all, the profiler takes for idleness.
 */
export const timeBetween = ({ nodes, samples, timeDeltas, startTime }, fromUs, toUs, partOf) => {
  const selfUs = new Map()
  let atUs = startTime
  for (const [i, id] of samples.entries()) {
    atUs += timeDeltas[i]
    if (atUs >= fromUs && atUs < toUs) selfUs.set(id, (selfUs.get(id) ?? 0) + timeDeltas[i])
  }
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const times = { scriptUs: 0, collectingUs: 0, byPart: {} }
  const visit = (node, part) => {
    const us = selfUs.get(node.id) ?? 0
    const own = partOf(node.callFrame) ?? part
    if (node.callFrame.functionName === '(garbage collector)') times.collectingUs += us
    else if (!OUTSIDE.has(node.callFrame.functionName)) times.scriptUs += us
    if (own !== undefined) times.byPart[own] = (times.byPart[own] ?? 0) + us
    for (const id of node.children ?? []) visit(byId.get(id), own)
  }
  visit(nodes[0], undefined)
  return times
}

const OUTSIDE = new Set(['(idle)', '(program)', '(root)'])

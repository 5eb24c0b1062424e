import { readFile } from 'node:fs/promises'
import type { ProcessUsage, StackUsage } from './rehearsal.js'

/** Linux counts a process's time in hundredths of a second wherever Node runs (USER_HZ). */
const TICK_US = 10_000

/** CPU time since their start and memory now of the fronts, with their workers, and of the application nodes. */
export const stackUsage = async (
  fronts: readonly number[],
  applicationNodes: number,
  stores: readonly number[] = [],
): Promise<StackUsage | undefined> => {
  try {
    return {
      nginx: await together(fronts),
      applicationNodes: await withChildren(applicationNodes),
      ...(stores.length > 0 && { stores: await together(stores) }),
    }
  } catch {
    // No /proc here, or a process that just ended.
    return undefined
  }
}

/** The same of the fronts alone. */
export const frontUsage = (fronts: readonly number[]): Promise<ProcessUsage | undefined> =>
  together(fronts).catch(() => undefined)

const together = async (pids: readonly number[]): Promise<ProcessUsage> =>
  (await Promise.all(pids.map(withChildren))).reduce(added)

const withChildren = async (pid: number): Promise<ProcessUsage> => {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  const pids = [pid, ...children.split(' ').filter((text) => text !== '')]
  return (await Promise.all(pids.map(ofOne))).reduce(added)
}

const ofOne = async (pid: number | string): Promise<ProcessUsage> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  // proc(5): the name, in parentheses, may hold anything; utime, stime, cutime and cstime are fields 14 to 17.
  const ticks = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number)
  const residentKib = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0)
  return { cpuUs: ticks.reduce((sum, tick) => sum + tick, 0) * TICK_US, rssBytes: residentKib * 1_024 }
}

const added = (a: ProcessUsage, b: ProcessUsage): ProcessUsage => ({
  cpuUs: a.cpuUs + b.cpuUs,
  rssBytes: a.rssBytes + b.rssBytes,
})

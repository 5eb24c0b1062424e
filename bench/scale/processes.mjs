// CPU and memory of processes as Linux tells them, sampled once a second.
import { readdirSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

// USER_HZ, which is 100 on every platform that Node runs on.
const TICKS_A_SECOND = 100

const statOf = (pid) => {
  // The name stands in brackets and can hold anything; fields count from behind it.
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const secondsOf = (...indices) => indices.reduce((sum, i) => sum + Number(fields[i]), 0) / TICKS_A_SECOND
  return { parent: Number(fields[1]), cpuS: secondsOf(11, 12), endedChildrenCpuS: secondsOf(13, 14) }
}

const statusBytesOf = (pid, field) =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

const tryOr = (fallback, read) => {
  try {
    return read()
  } catch {
    return fallback
  }
}

/** The process and all its descendants, as far as they are there now. */
export const familyOf = (root) => {
  const parents = new Map()
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name))
      parents.set(
        Number(name),
        tryOr(0, () => statOf(name).parent),
      )
  const family = [root]
  for (const pid of family) for (const [child, parent] of parents) if (parent === pid) family.push(child)
  return family.filter((pid) => parents.has(pid))
}

const commandOf = (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')

// What a process of a run is, by its command line; the first that fits.
const ROLES = [
  ['shards', /fleet\/shard-process/],
  ['application nodes', /rehearsal\/nodes-process/],
  ['nginx', /^nginx: /],
  ['parent', /bin\/tatami-load/],
]

/** The processes of a run by what they are: parent, shards, nginx, application nodes; whatever else it started is `other`. */
export const rolesOf = (root) => {
  const groups = Object.fromEntries([...ROLES.map(([role]) => [role, []]), ['other', []]])
  for (const pid of familyOf(root)) {
    const command = tryOr('', () => commandOf(pid))
    groups[ROLES.find(([, pattern]) => pattern.test(command))?.[0] ?? 'other'].push(pid)
  }
  return groups
}

/** Open descriptors of a process; undefined when it is gone. */
export const descriptorsOf = (pid) => tryOr(undefined, () => readdirSync(`/proc/${pid}/fd`).length)

/**
 * CPU seconds since their start and resident bytes, of all of them together; `ownBytes` leaves out the pages of program files, which
 * processes of one program share and which `rssBytes` counts once for each.
 */
export const usageOf = (pids) => {
  const sumOf = (read) => pids.reduce((sum, pid) => sum + tryOr(0, () => read(pid)), 0)
  return {
    cpuS: sumOf((pid) => statOf(pid).cpuS),
    rssBytes: sumOf((pid) => statusBytesOf(pid, 'VmRSS')),
    ownBytes: sumOf((pid) => statusBytesOf(pid, 'RssAnon')),
  }
}

/** CPU seconds of all children of this process that have ended, and of the children that those have waited for. */
export const endedChildrenCpuS = () => statOf('self').endedChildrenCpuS

/** Bytes of memory that are in use on the whole machine, caches that can be dropped apart. */
export const memoryInUse = () => {
  const text = readFileSync('/proc/meminfo', 'utf8')
  return totalmem() - Number(/MemAvailable:\s+(\d+)/.exec(text)?.[1] ?? 0) * 1024
}

/** Seconds that all cores together were busy since the machine's start; what its host kept for others is not. */
const machineBusyS = () => {
  // proc(5), the first line: user, nice, system, idle, iowait, irq, softirq, steal; guests are in user already.
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split(/\s+/, 8).slice(1).map(Number)
  return (user + nice + system + irq + softirq) / TICKS_A_SECOND
}

/** Looks at groups of processes once a second; `groups` is asked each time, since processes come and go. */
export const watch = (groups) => {
  const samples = []
  const look = () => {
    const usage = Object.fromEntries(Object.entries(groups()).map(([name, pids]) => [name, usageOf(pids)]))
    samples.push({ atMs: Date.now(), usage, machineBytes: memoryInUse(), busyS: machineBusyS() })
  }
  look()
  const timer = setInterval(look, 1_000)
  return {
    /** Per group: CPU seconds spent between two wall times and the most that was resident then. */
    between: (fromMs, toMs) => {
      const inside = samples.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
      const [first, last] = [inside[0], inside.at(-1)]
      const groupsOf = (name) => ({
        cpuS: last.usage[name].cpuS - first.usage[name].cpuS,
        rssBytes: Math.max(...inside.map(({ usage }) => usage[name].rssBytes)),
        ownBytes: Math.max(...inside.map(({ usage }) => usage[name].ownBytes)),
      })
      return {
        seconds: (last.atMs - first.atMs) / 1_000,
        busyS: last.busyS - first.busyS,
        machineBytes: Math.max(...inside.map(({ machineBytes }) => machineBytes)),
        groups: Object.fromEntries(Object.keys(last.usage).map((name) => [name, groupsOf(name)])),
      }
    },
    stop: () => clearInterval(timer),
  }
}

/** The machine in a line. */
export const machineText = () =>
  `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.version}`

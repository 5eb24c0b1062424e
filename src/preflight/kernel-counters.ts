import { wholeNumber } from './proc-figures.js'

/** Clock ticks that cores have spent since the machine's start. */
export interface CpuTicks {
  readonly total: number
  /** Neither idle nor waiting for a disk, and not taken away by the machine's host. */
  readonly busy: number
  /** What the host kept for other machines; undefined on kernels that do not count it. */
  readonly steal: number | undefined
}

/** The first line of `/proc/stat`, and one a core; undefined when the text holds no such line. */
export const cpuTicks = (stat: string): { readonly all: CpuTicks; readonly cores: readonly CpuTicks[] } | undefined => {
  const lines = stat.split('\n').filter((line) => /^cpu\d*[ \t]/.test(line))
  const [all, ...cores] = lines.map(ticksOf)
  return all && cores.length > 0 && cores.every(isTold) ? { all, cores } : undefined
}

/** Shares of the time between two readings in which cores were busy and in which their host kept them; empty when none went by. */
export const cpuShares = (
  before: CpuTicks | undefined,
  now: CpuTicks | undefined,
): { readonly busy?: number; readonly steal?: number } => {
  if (before === undefined || now === undefined || now.total <= before.total) return {}
  // Counters of single cores can go back by a tick.
  const shareOf = (from: number, to: number) => Math.min(1, Math.max(0, (to - from) / (now.total - before.total)))
  return {
    busy: shareOf(before.busy, now.busy),
    ...(before.steal !== undefined && now.steal !== undefined && { steal: shareOf(before.steal, now.steal) }),
  }
}

/** Microseconds since the start in which at least one process waited for a core, from `/proc/pressure/cpu`. */
export const stalledUs = (pressure: string): number | undefined =>
  wholeNumber(/^some .*\btotal=(\S+)/m.exec(pressure)?.[1] ?? '')

/** A counter of `/proc/net/snmp` or `/proc/net/netstat`, which name them on one line and count them on the next. */
export const protocolCounter = (text: string, protocol: string, name: string): number | undefined => {
  const rows = text.split('\n').filter((line) => line.startsWith(`${protocol}: `))
  const [names = [], values = []] = rows.map((line) => line.split(' '))
  const at = names.indexOf(name)
  return at < 0 ? undefined : wholeNumber(values[at] ?? '')
}

/** Sockets in TIME_WAIT, from `/proc/net/sockstat`. */
export const timeWaitSockets = (sockstat: string): number | undefined =>
  wholeNumber(/^TCP:.* tw (\S+)/m.exec(sockstat)?.[1] ?? '')

// user nice system idle iowait irq softirq steal; guest times, behind these, are within user and nice already.
const ticksOf = (line: string): CpuTicks | undefined => {
  const [user, nice, system, idle, wait = 0, irq = 0, soft = 0, steal] = line
    .split(/[ \t]+/)
    .slice(1, 9)
    .map(wholeNumber)
  if (user === undefined || nice === undefined || system === undefined || idle === undefined) return undefined
  const busy = user + nice + system + irq + soft
  return { busy, steal, total: busy + idle + wait + (steal ?? 0) }
}

const isTold = <T>(value: T | undefined): value is T => value !== undefined

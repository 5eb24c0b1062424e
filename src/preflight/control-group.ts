import { wholeNumber } from './proc-figures.js'

/** What the control groups around this process leave it; infinite where they set no limit. */
export interface ControlGroupLimits {
  readonly memoryBytes: number
  readonly cpuCores: number
}

/** Limits of version 2 groups, or of version 1 where those are mounted; `file` reads below `/proc` and `/sys`. */
export const controlGroupLimits = (file: (path: string) => string | undefined): ControlGroupLimits => {
  const folders = foldersAbove(groupPath(file('/proc/self/cgroup') ?? ''))
  const second = folders.map((folder) => unifiedLimits(folder, file))
  return [...second, firstVersionLimits(file)].reduce(tighter, NO_LIMITS)
}

const NO_LIMITS: ControlGroupLimits = { memoryBytes: Number.POSITIVE_INFINITY, cpuCores: Number.POSITIVE_INFINITY }
const MOUNT = '/sys/fs/cgroup'

const tighter = (a: ControlGroupLimits, b: ControlGroupLimits): ControlGroupLimits => ({
  memoryBytes: Math.min(a.memoryBytes, b.memoryBytes),
  cpuCores: Math.min(a.cpuCores, b.cpuCores),
})

const groupPath = (text: string): string => /^0::(\/[^\n]*)$/m.exec(text)?.[1] ?? '/'

// A limit of any group above binds too.
const foldersAbove = (path: string): readonly string[] => {
  const names = path.split('/').filter((name) => name !== '' && name !== '..')
  return Array.from({ length: names.length + 1 }, (_, depth) => [MOUNT, ...names.slice(0, depth)].join('/'))
}

const unifiedLimits = (folder: string, file: (path: string) => string | undefined): ControlGroupLimits => {
  const whole = (name: string) => wholeNumber(file(`${folder}/${name}`) ?? '')
  const max = whole('memory.max')
  const reclaimable = /^inactive_file (\d{1,15})$/m.exec(file(`${folder}/memory.stat`) ?? '')
  const used = Math.max(0, (whole('memory.current') ?? 0) - Number(reclaimable?.[1] ?? 0))
  return {
    memoryBytes: max === undefined ? Number.POSITIVE_INFINITY : Math.max(0, max - used),
    cpuCores: coresOf(/^(\d{1,15}) (\d{1,15})/.exec(file(`${folder}/cpu.max`) ?? '')),
  }
}

const firstVersionLimits = (file: (path: string) => string | undefined): ControlGroupLimits => {
  const whole = (name: string) => wholeNumber(file(`${MOUNT}/${name}`) ?? '')
  const max = whole('memory/memory.limit_in_bytes')
  const used = whole('memory/memory.usage_in_bytes') ?? 0
  const quota = whole('cpu/cpu.cfs_quota_us')
  const period = whole('cpu/cpu.cfs_period_us')
  return {
    // Without a limit the file holds the largest multiple of a page, beyond what any machine has.
    memoryBytes: max === undefined ? Number.POSITIVE_INFINITY : Math.max(0, max - used),
    cpuCores: quota && period ? quota / period : Number.POSITIVE_INFINITY,
  }
}

const coresOf = (quotaAndPeriod: RegExpExecArray | null): number => {
  const [quota, period] = [Number(quotaAndPeriod?.[1] ?? 0), Number(quotaAndPeriod?.[2] ?? 0)]
  return quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY
}

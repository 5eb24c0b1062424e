import type { Round } from '../preflight/calibration.js'
import { type CpuTicks, cpuTicks } from '../preflight/kernel-counters.js'
import { systemText } from '../preflight/machine.js'

type CoreFigures = Pick<Round, 'coreShares' | 'stealShare'>

/** How busy each core of the machine was over a while, from `/proc/stat`. */
export class CoreWatch {
  readonly #stat: () => string | undefined
  #before: ReturnType<typeof cpuTicks>

  constructor(stat: () => string | undefined = () => systemText('/proc/stat')) {
    this.#stat = stat
  }

  begin(): void {
    this.#before = this.#read()
  }

  /** Since `begin`; nothing where the system does not tell. */
  end(): CoreFigures {
    const [before, now] = [this.#before, this.#read()]
    if (!before || !now) return { coreShares: [], stealShare: null }
    return {
      coreShares: now.cores.map((core, i) => shareOf(before.cores[i], core, ({ busy }) => busy)),
      stealShare: now.all.steal === undefined ? null : shareOf(before.all, now.all, ({ steal }) => steal ?? 0),
    }
  }

  #read(): ReturnType<typeof cpuTicks> {
    const text = this.#stat()
    return text === undefined ? undefined : cpuTicks(text)
  }
}

// Counters of single cores can go back by a tick.
const shareOf = (before: CpuTicks | undefined, now: CpuTicks, part: (ticks: CpuTicks) => number): number => {
  const total = now.total - (before?.total ?? now.total)
  if (!before || total <= 0) return 0
  return Math.min(1, Math.max(0, (part(now) - part(before)) / total))
}

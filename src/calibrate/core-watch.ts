import type { Round } from '../preflight/calibration.js'
import { cpuShares, cpuTicks } from '../preflight/kernel-counters.js'
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
      coreShares: now.cores.map((core, i) => cpuShares(before.cores[i], core).busy ?? 0),
      stealShare: cpuShares(before.all, now.all).steal ?? null,
    }
  }

  #read(): ReturnType<typeof cpuTicks> {
    const text = this.#stat()
    return text === undefined ? undefined : cpuTicks(text)
  }
}

import type { MachineSecond } from './health-record.js'

/** The generator's machine over the run; null is what its system does not tell. */
export interface MachineHealth {
  /** Busy time of all cores, and of the busiest one. */
  readonly cpu: Share | null
  readonly busiestCore: Share | null
  /** Time that the machine's host kept for others. */
  readonly steal: Share | null
  /** Time in which at least one process waited for a core. */
  readonly pressure: Share | null
  /** TCP segments of the whole machine that were sent again. */
  readonly retransmitted: { readonly segments: number; readonly sent: number } | null
  /** Connections that listeners of this machine lost, and those lost because an accept queue was full. */
  readonly listenDrops: number | null
  readonly listenOverflows: number | null
  /** Most local ports in use or in TIME_WAIT at a time. */
  readonly portsPeak: number | null
}

/** A share of the time: mean of the run's seconds, and the worst of them. */
export interface Share {
  readonly mean: number
  readonly worst: number
}

/** What the machine's seconds add up to. */
export class MachineFold {
  readonly #shares = new Map<keyof MachineSecond, { sum: number; seconds: number; worst: number }>()
  readonly #most = new Map<keyof MachineSecond, number>()

  add(second: MachineSecond): void {
    for (const name of SHARES) this.#addShare(name, second[name])
    for (const name of COUNTS) this.#addCount(name, second[name])
  }

  get health(): MachineHealth {
    const [segments, sent] = [this.#count('retransmittedSegments'), this.#count('sentSegments')]
    return {
      cpu: this.#share('cpuShare'),
      busiestCore: this.#share('busiestCoreShare'),
      steal: this.#share('stealShare'),
      pressure: this.#share('pressureShare'),
      retransmitted: segments === null || sent === null ? null : { segments, sent },
      listenDrops: this.#count('listenDrops'),
      listenOverflows: this.#count('listenOverflows'),
      portsPeak: this.#count('portsInUse'),
    }
  }

  #addShare(name: keyof MachineSecond, value: number | undefined): void {
    if (value === undefined) return
    const { sum, seconds, worst } = this.#shares.get(name) ?? { sum: 0, seconds: 0, worst: 0 }
    this.#shares.set(name, { sum: sum + value, seconds: seconds + 1, worst: Math.max(worst, value) })
  }

  #addCount(name: keyof MachineSecond, value: number | undefined): void {
    if (value !== undefined) this.#most.set(name, Math.max(this.#most.get(name) ?? 0, value))
  }

  #share(name: keyof MachineSecond): Share | null {
    const known = this.#shares.get(name)
    return known ? { mean: known.sum / known.seconds, worst: known.worst } : null
  }

  #count(name: keyof MachineSecond): number | null {
    return this.#most.get(name) ?? null
  }
}

const SHARES = ['cpuShare', 'busiestCoreShare', 'stealShare', 'pressureShare'] as const
// Counted from the run's start, so the last is the most.
const COUNTS = ['sentSegments', 'retransmittedSegments', 'listenDrops', 'listenOverflows', 'portsInUse'] as const

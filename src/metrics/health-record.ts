import type { Entries } from './sparse-histogram.js'

/** What one process of the generator tells of itself about once a second. */
export interface ProcessHealth {
  /** CPU time since its start. */
  readonly cpuUs: number
  readonly rssBytes: number
  readonly loop: LoopHealth
  /** Absent: none since the last time. */
  readonly gc?: GcPauses
}

/** The event loop since the last time. */
export interface LoopHealth {
  /** Time in which it had something to do, out of the time it ran; a process that waits for a core counts as having. */
  readonly activeUs: number
  readonly overUs: number
  /** Longest time a timer that was due had to wait. */
  readonly longestDelayUs: number
}

/** Garbage collections, as long as they held the loop up. */
export interface GcPauses {
  readonly count: number
  readonly totalUs: number
  readonly longestUs: number
}

/** One process's share of a second. Shard -1 is the coordinator. What is not known, or zero, is left out. */
export interface ShardSecond {
  readonly shard: number
  /** Spent in the second. */
  readonly cpuUs?: number
  readonly rssBytes?: number
  readonly loop?: LoopHealth
  readonly gc?: GcPauses
  /** Schedule lag of what was due in the second. */
  readonly lag?: Entries
}

/** The generator's machine in a second; a figure that its system does not tell is absent. The last one emitted holds. */
export interface MachineSecond {
  /** Busy time of all cores, of the busiest one, and time that the machine's host kept for others: shares of the second. */
  readonly cpuShare?: number
  readonly busiestCoreShare?: number
  readonly stealShare?: number
  /** Share of the second in which at least one process waited for a core. */
  readonly pressureShare?: number
  /** TCP segments sent, those of them sent again, and connections that a listener's queue lost, since the run's start. */
  readonly sentSegments?: number
  readonly retransmittedSegments?: number
  readonly listenDrops?: number
  readonly listenOverflows?: number
  /** Local ports taken by the users' connections or in TIME_WAIT, at most. */
  readonly portsInUse?: number
}

/** Two stretches of one loop, or of several loops, as one. */
export const addedLoops = (a: LoopHealth, b: LoopHealth): LoopHealth => ({
  activeUs: a.activeUs + b.activeUs,
  overUs: a.overUs + b.overUs,
  longestDelayUs: Math.max(a.longestDelayUs, b.longestDelayUs),
})

/** Two stretches of garbage collection as one. */
export const addedPauses = (a: GcPauses, b: GcPauses): GcPauses => ({
  count: a.count + b.count,
  totalUs: a.totalUs + b.totalUs,
  longestUs: Math.max(a.longestUs, b.longestUs),
})

export const NO_PAUSES: GcPauses = { count: 0, totalUs: 0, longestUs: 0 }

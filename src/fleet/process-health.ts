import { type EventLoopUtilization, monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks'
import { addedPauses, type GcPauses, type LoopHealth, NO_PAUSES, type ProcessHealth } from '../metrics/health-record.js'

// Each sample is a wake-up of the process: 50 a second cost nothing, and see every stop that a lag limit is about.
const RESOLUTION_MS = 20

/** Watches this process from inside: its CPU, memory, event loop and garbage collections. Made once, and lives as long. */
export class ProcessHealthMeter {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  // As CPU time, the loop's is counted from the process's start.
  #utilisation: EventLoopUtilization = { active: 0, idle: 0, utilization: 0 }
  #pauses: GcPauses = NO_PAUSES
  #rssBytes = 0
  #bridgedMs = 0

  constructor() {
    this.#delay.enable()
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) this.#pause(Math.round(duration * 1_000))
    }).observe({ entryTypes: ['gc'] })
  }

  /** CPU so far and memory now; loop and collections since the last call, at first since the process's start. */
  take(): ProcessHealth {
    const { user, system } = process.cpuUsage()
    const pauses = this.#pauses
    this.#pauses = NO_PAUSES
    return {
      cpuUs: user + system,
      rssBytes: this.#rss(),
      loop: this.#loop(),
      ...(pauses.count > 0 && { gc: pauses }),
    }
  }

  #pause(us: number): void {
    this.#pauses = addedPauses(this.#pauses, { count: 1, totalUs: us, longestUs: us })
  }

  #loop(): LoopHealth {
    const now = performance.eventLoopUtilization()
    const { active, idle } = performance.eventLoopUtilization(now, this.#utilisation)
    this.#utilisation = now
    const activeUs = Math.round(active * 1_000)
    return { activeUs, overUs: Math.round((active + idle) * 1_000), longestDelayUs: this.#longestDelayUs() }
  }

  // The monitor counts from one of its own timers to the next, so its period is no delay; and from a reset on it does not
  // count before the first of them, so that a timer of ours stands in for it.
  #longestDelayUs(): number {
    const longestMs = Math.max(this.#delay.max / 1_000_000 - RESOLUTION_MS, this.#bridgedMs, 0)
    this.#delay.reset()
    this.#bridgedMs = 0
    const from = performance.now()
    setTimeout(() => {
      this.#bridgedMs = performance.now() - from - RESOLUTION_MS
    }, RESOLUTION_MS).unref()
    return Math.round(longestMs * 1_000)
  }

  // The system tells it through a file, which cannot be opened when connections have taken every descriptor.
  #rss(): number {
    try {
      this.#rssBytes = process.memoryUsage.rss()
    } catch {
      // The last one has to do.
    }
    return this.#rssBytes
  }
}

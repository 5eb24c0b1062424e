import { type EventLoopUtilization, PerformanceObserver, performance } from 'node:perf_hooks'
import { addedPauses, type GcPauses, type LoopHealth, NO_PAUSES, type ProcessHealth } from '../metrics/health-record.js'

// Each tick is a wake-up of the process: 50 a second cost nothing, and see every stop that a lag limit is about. Node's own monitor
// of the loop's delay loses a stop after which somebody else's timer runs first and asks for it.
const TICK_MS = 20

/** Watches this process from inside: its CPU, memory, event loop and garbage collections. Made once, and lives as long. */
export class ProcessHealthMeter {
  #tickedAt = performance.now()
  #longestDelayMs = 0
  // As CPU time, the loop's is counted from the process's start.
  #utilisation: EventLoopUtilization = { active: 0, idle: 0, utilization: 0 }
  #pauses: GcPauses = NO_PAUSES
  #rssBytes = 0

  constructor() {
    setInterval(() => this.#tick(), TICK_MS).unref()
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

  #tick(): void {
    const now = performance.now()
    this.#longestDelayMs = Math.max(this.#longestDelayMs, now - this.#tickedAt - TICK_MS)
    this.#tickedAt = now
  }

  // Whoever asks may be the first to run after a stop, before the ticks do.
  #longestDelayUs(): number {
    this.#tick()
    const longestMs = this.#longestDelayMs
    this.#longestDelayMs = 0
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

import { monotonicClock } from '../base/clock.js'
import type { JoinerStats } from '../metrics/run-record.js'
import type { Sample } from '../metrics/sample.js'
import type { SecondBook } from '../metrics/second-book.js'
import { NginxLogSource } from '../tiers/nginx-log-source.js'

const DRAIN_LIMIT_MS = 3_000
const DRAIN_LOOK_MS = 100

/** Feeds the tier sources of a run with its samples, and its book with what they tell. */
export class TierFeed {
  readonly #log: NginxLogSource | undefined

  constructor(book: SecondBook, runId: string, accessLogs: readonly string[]) {
    if (accessLogs.length === 0) return
    this.#log = new NginxLogSource({
      clock: monotonicClock,
      runId,
      paths: accessLogs,
      emit: (tier, step, second, us) => book.recordTier(tier, step, second, us),
      reconcile: (second, sums) => book.recordReconciled(second, sums),
    })
  }

  async start(): Promise<void> {
    await this.#log?.start()
  }

  take(shard: number, sample: Sample): void {
    if (sample.kind === 'request') this.#log?.take(shard, sample)
  }

  /** Waits until every traced sample has found its log line, 3 s at most: nginx writes its log a second late. */
  async drain(): Promise<void> {
    const log = this.#log
    if (!log) return
    for (let waitedMs = 0; waitedMs < DRAIN_LIMIT_MS; waitedMs += DRAIN_LOOK_MS) {
      await log.read()
      if (log.joinCounts.waitingSamples === 0) break
      await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS))
    }
    await log.stop()
  }

  get joinerStats(): JoinerStats | null {
    if (!this.#log) return null
    const { samples, joined, unmatchedSamples, unmatchedLines } = this.#log.joinCounts
    return { traced: samples, joined, unmatchedSamples, unmatchedLines, malformedLines: this.#log.foreignLines }
  }
}

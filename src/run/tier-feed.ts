import { monotonicClock } from '../base/clock.js'
import type { JoinerStats } from '../metrics/run-record.js'
import type { Sample } from '../metrics/sample.js'
import type { SecondBook } from '../metrics/second-book.js'
import { NginxLogSource } from '../tiers/nginx/log-source.js'

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
      nginxTime: (second, requestUs) => book.recordNginxTime(second, requestUs),
      reconcile: (second, sums) => book.recordReconciled(second, sums),
    })
  }

  async start(): Promise<void> {
    await this.#log?.start()
  }

  take(shard: number, sample: Sample): void {
    if (sample.kind === 'request') this.#log?.take(shard, sample)
  }

  /** Waits for the log lines of the last traced samples, a few seconds at most, and closes the logs. */
  async drain(): Promise<void> {
    await this.#log?.stop()
  }

  get joinerStats(): JoinerStats | null {
    return this.#log?.stats ?? null
  }
}

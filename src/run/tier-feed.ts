import { monotonicClock } from '../base/clock.js'
import type { NodeSpan } from '../metrics/node-span.js'
import type { JoinerStats, RunEnd } from '../metrics/run-record.js'
import type { Sample } from '../metrics/sample.js'
import type { SecondBook } from '../metrics/second-book.js'
import type { HostAndPort } from '../profile/tier-sources.js'
import { NginxLogSource } from '../tiers/nginx/log-source.js'
import { nginxSpans } from '../tiers/nginx/node-spans.js'
import { OtlpSource, type OtlpSourceOptions } from '../tiers/otlp/otlp-source.js'

/** Where the sources of single requests' times are. */
export interface RequestSources {
  readonly accessLogs: readonly string[]
  readonly nginxSyslog?: HostAndPort
  readonly otlp?: HostAndPort & Pick<OtlpSourceOptions, 'services' | 'exportEveryUs'>
}

/** What is fed, and by which clock. */
export interface TierFeedOptions extends RequestSources {
  readonly book: SecondBook
  readonly runId: string
  /** Run time now, microseconds; 0 before the run. */
  readonly nowUs: () => number
  /** Whether anybody hears of nodes: what each nginx logged is counted only then. */
  readonly countsNodes: boolean
  /** What each nginx logged, as its node's counts. */
  readonly onSpan: (span: NodeSpan) => void
  /** Something to know while it runs. */
  readonly onNote: (text: string) => void
}

/** Feeds the sources of single requests' times with a run's samples, and its book with what they tell. */
export class TierFeed {
  readonly #o: TierFeedOptions
  readonly #log: NginxLogSource | undefined
  readonly #spans: OtlpSource | undefined

  constructor(options: TierFeedOptions) {
    this.#o = options
    this.#log = logSource(options)
    this.#spans = spanSource(options)
  }

  /** Throws a UsageError when one of them cannot be listened to; then it holds nothing. */
  async start(): Promise<void> {
    try {
      await this.#log?.start()
      await this.#spans?.start()
    } catch (error) {
      await this.close()
      throw error
    }
  }

  take(shard: number, sample: Sample): void {
    if (sample.kind !== 'request') return
    this.#log?.take(shard, sample)
    this.#spans?.take(shard, sample)
  }

  /** Writes into the book what came in since the last call. */
  flush(): void {
    for (const span of nginxSpans(this.#log?.flushSeconds() ?? [])) this.#o.onSpan(span)
  }

  /** Waits for the log lines and the spans of the last requests, a few seconds at most, and lets go of all it holds. */
  async drain(): Promise<void> {
    await Promise.all([this.#log?.stop(), this.#spans?.stop()])
    this.flush()
  }

  /** Lets go of all it holds, whatever may still come; after `drain` there is nothing left to do. */
  async close(): Promise<void> {
    await Promise.all([this.#log?.close(), this.#spans?.close()])
  }

  get joinerStats(): JoinerStats | null {
    return this.#log?.stats ?? null
  }

  /** What came of logs and spans. */
  get ends(): Pick<RunEnd, 'nginxLog' | 'otlp'> {
    return {
      ...(this.#log && { nginxLog: this.#log.report }),
      ...(this.#spans && { otlp: { ...this.#spans.stats, clocks: this.#spans.serverClocks } }),
    }
  }
}

const logSource = ({
  book,
  runId,
  accessLogs,
  nginxSyslog,
  nowUs,
  countsNodes,
  onNote,
}: TierFeedOptions): NginxLogSource | undefined =>
  accessLogs.length === 0 && nginxSyslog === undefined
    ? undefined
    : new NginxLogSource({
        clock: monotonicClock,
        runId,
        paths: accessLogs,
        onNote,
        ...(nginxSyslog && { syslog: nginxSyslog }),
        ...(countsNodes && { runUs: nowUs }),
        emit: (tier, step, second, us) => book.recordTier(tier, step, second, us),
        nginxTime: (second, requestUs) => book.recordNginxTime(second, requestUs),
        reconcile: (second, sums) => book.recordReconciled(second, sums),
      })

const spanSource = ({ book, runId, otlp, nowUs }: TierFeedOptions): OtlpSource | undefined =>
  otlp &&
  new OtlpSource({
    clock: monotonicClock,
    runId,
    ...otlp,
    wallUs: (runUs) => Date.now() * 1_000 - (nowUs() - runUs),
    evidence: (tier, _step, second, us) => book.recordSpanTime(second, tier, us),
  })

import { setTimeout as pause } from 'node:timers/promises'
import { UsageError } from '../base/errors.js'
import type { JoinerStats } from '../metrics/run-record.js'
import type { RequestSample } from '../metrics/sample.js'
import { secondOf } from '../metrics/second-book.js'
import { isAnswered } from './answered.js'
import { Joiner, type JoinerOptions } from './joiner.js'
import { LogTail } from './log-tail.js'
import { parseNginxLine } from './nginx-log.js'
import type { TierSource } from './tier-source.js'
import { traceIdOf } from './trace.js'

/** Which logs are read, and what tells this run's lines from others. */
export interface NginxLogOptions extends JoinerOptions {
  /** 16 hexadecimal digits, as the shards put into their trace headers. */
  readonly runId: string
  /** One log for each nginx. */
  readonly paths: readonly string[]
  readonly pollMs?: number
  /** How long the end waits for the lines that nginx still holds in its buffer (`flush=1s`). */
  readonly graceUs?: number
}

const POLL_MS = 200
const GRACE_US = 2_000_000

/** `network` and `nginx` times of traced requests, from nginx's access logs joined with the samples of all shards. */
export class NginxLogSource implements TierSource {
  readonly name = 'nginx-log'
  readonly tiers = ['network', 'nginx'] as const

  readonly #o: NginxLogOptions
  readonly #pollMs: number
  readonly #joiner: Joiner
  readonly #tails: readonly LogTail[]
  #malformed = 0

  constructor(options: NginxLogOptions) {
    this.#o = options
    this.#pollMs = options.pollMs ?? POLL_MS
    this.#joiner = new Joiner(options)
    const onLine = (line: string): void => this.#line(line)
    this.#tails = options.paths.map((path) => new LogTail({ path, onLine, pollMs: this.#pollMs }))
  }

  /** Throws a UsageError when a log is there and cannot be read. */
  async start(): Promise<void> {
    await Promise.all(this.#tails.map((tail, i) => tail.start().catch(refuse(this.#o.paths[i] ?? ''))))
  }

  take(shard: number, sample: RequestSample): void {
    if (sample.traceSeq === 0 || !isAnswered(sample)) return
    const { step, intendedUs, sentUs, endUs, traceSeq, jettyUs, cassandraUs, elasticsearchUs } = sample
    this.#joiner.sample({
      traceId: traceIdOf(this.#o.runId, shard, traceSeq),
      step,
      second: secondOf(intendedUs),
      serviceUs: endUs - sentUs,
      jettyUs,
      cassandraUs,
      elasticsearchUs,
    })
  }

  async stop(): Promise<void> {
    const deadlineUs = this.#o.clock.nowUs() + (this.#o.graceUs ?? GRACE_US)
    await this.#read()
    while (this.#joiner.counts.waitingSamples > 0 && this.#o.clock.nowUs() < deadlineUs) {
      await pause(this.#pollMs)
      await this.#read()
    }
    await Promise.all(this.#tails.map((tail) => tail.stop()))
    this.#joiner.close()
  }

  /** What came of it so far; after `stop`, what the run's end records. */
  get stats(): JoinerStats {
    const { samples, joined, unmatchedSamples, unmatchedLines } = this.#joiner.counts
    const oversized = this.#tails.reduce((sum, tail) => sum + tail.oversized, 0)
    return { traced: samples, joined, unmatchedSamples, unmatchedLines, malformedLines: this.#malformed + oversized }
  }

  async #read(): Promise<void> {
    await Promise.all(this.#tails.map((tail) => tail.read()))
  }

  #line(text: string): void {
    const line = parseNginxLine(text)
    if (line.kind === 'malformed') this.#malformed++
    else if (line.kind === 'traced' && line.traceId.startsWith(this.#o.runId)) this.#joiner.line(line)
  }
}

const refuse =
  (path: string) =>
  (error: NodeJS.ErrnoException): never => {
    const remedy = 'name an access log that can be read, in the format of the guide'
    throw new UsageError([{ path: 'tiers.nginxLogs', value: `${path} (${error.code ?? error.message})`, remedy }])
  }

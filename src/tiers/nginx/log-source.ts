import { setTimeout as pause } from 'node:timers/promises'
import type { NginxLogReport, NginxSecond } from '../../metrics/nginx-record.js'
import type { JoinerStats } from '../../metrics/run-record.js'
import { secondOf } from '../../metrics/run-second.js'
import type { RequestSample } from '../../metrics/sample.js'
import { routeOfRequest, routeOfStep } from '../../scenarios/step-routes.js'
import { isAnswered } from '../answered.js'
import type { TierSource } from '../tier-source.js'
import { traceIdOf } from '../trace.js'
import { Joiner, type JoinerOptions } from './joiner.js'
import { LogInputs, type LogPlaces } from './log-inputs.js'
import { parseNginxLine, type UntracedLine } from './log-line.js'
import { NginxNodes, type NodeClocks } from './nginx-nodes.js'
import { RouteJoiner } from './route-joiner.js'
import type { SyslogAddress } from './syslog-sink.js'

/** Which logs are read, and what tells this run's lines from others. */
export interface NginxLogOptions extends Omit<JoinerOptions, 'joined'>, LogPlaces, NodeClocks {
  /** 16 hexadecimal digits, as the shards put into their trace headers. */
  readonly runId: string
  readonly pollMs?: number
  /** How long the end waits for the lines that nginx still holds in its buffer (`flush=1s`). */
  readonly graceUs?: number
}

const POLL_MS = 200
const GRACE_US = 2_000_000

/**
 * `network` and `nginx` times of traced requests, from nginx's access logs joined with the samples of all shards; where no log has a place
 * for the trace header, `nginx` times by method and route.
 */
export class NginxLogSource implements TierSource {
  readonly name = 'nginx-log'
  readonly tiers = ['network', 'nginx'] as const

  readonly #o: NginxLogOptions
  readonly #pollMs: number
  readonly #inputs: LogInputs
  readonly #nodes: NginxNodes
  readonly #joiner: Joiner
  readonly #routes: RouteJoiner
  #basis: NginxLogReport['basis'] = 'nothing'
  #malformed = 0
  #untimed = 0

  constructor(options: NginxLogOptions) {
    const { clock, emit, pollMs = POLL_MS } = options
    this.#o = options
    this.#pollMs = pollMs
    this.#inputs = new LogInputs(options, (line, node) => this.#line(line, node), clock, pollMs)
    this.#nodes = new NginxNodes(options)
    this.#joiner = new Joiner({ ...options, joined: (...pair) => this.#nodes.joined(...pair) })
    this.#routes = new RouteJoiner({ clock, emit, routeOfStep, routeOfRequest })
  }

  /** Throws a UsageError when a log is there and cannot be read, or the address for syslog messages cannot be had. */
  start(): Promise<void> {
    return this.#inputs.start()
  }

  take(shard: number, sample: RequestSample): void {
    if (!isAnswered(sample)) return
    const { step, intendedUs, sentUs, endUs, traceSeq, jettyUs, cassandraUs, elasticsearchUs } = sample
    const second = secondOf(intendedUs)
    if (this.#basis !== 'traces') this.#routes.sample(step, second)
    if (traceSeq === 0) return
    this.#joiner.sample({
      traceId: traceIdOf(this.#o.runId, shard, traceSeq),
      ...{ step, second, sentUs, serviceUs: endUs - sentUs, jettyUs, cassandraUs, elasticsearchUs },
    })
  }

  async stop(): Promise<void> {
    const deadlineUs = this.#o.clock.nowUs() + (this.#o.graceUs ?? GRACE_US)
    await this.#inputs.read()
    while (this.#isWaiting && this.#o.clock.nowUs() < deadlineUs) {
      await pause(this.#pollMs)
      await this.#inputs.read()
    }
    await this.close()
    this.#joiner.close()
  }

  close(): Promise<void> {
    return this.#inputs.stop()
  }

  /** What each nginx logged since the last call, by second; a second comes again when lines of it come late. */
  flushSeconds(): readonly NginxSecond[] {
    return this.#nodes.flush()
  }

  /** What came of joining so far; after `stop`, what the run's end records. */
  get stats(): JoinerStats {
    const { samples, joined, unmatchedSamples, unmatchedLines } = this.#joiner.counts
    const { malformed, oversized } = this.#inputs.losses
    const malformedLines = this.#malformed + malformed + oversized
    return { traced: samples, joined, unmatchedSamples, unmatchedLines, malformedLines }
  }

  /** What came of reading so far; after `stop`, all of it. */
  get report(): NginxLogReport {
    const routed = this.#routes.counts
    const { malformed, ...losses } = this.#inputs.losses
    return {
      basis: this.#basis,
      nodes: this.#nodes.reports,
      untimedLines: this.#untimed,
      ...((this.#basis === 'routes' || routed.paired > 0) && { routed }),
      losses: { malformed: this.#malformed + malformed, ...losses },
    }
  }

  /** Where it listens for syslog messages, while it does. */
  get syslogAddress(): SyslogAddress | undefined {
    return this.#inputs.syslogAddress
  }

  get #isWaiting(): boolean {
    return this.#joiner.counts.waitingSamples > 0 || (this.#basis === 'routes' && this.#routes.waitingSamples > 0)
  }

  #line(text: string, node: string): void {
    const line = parseNginxLine(text)
    if (line.kind === 'malformed') {
      this.#malformed++
      return
    }
    this.#nodes.read(node, line)
    if (line.kind === 'untimed') this.#untimed++
    else if (line.kind === 'untraced') this.#untraced(line)
    else {
      this.#basis = 'traces'
      if (line.traceId.startsWith(this.#o.runId)) this.#joiner.line(line, node)
    }
  }

  // Where one log has a place for the trace header, lines without one are none of ours.
  #untraced({ isTraceable, method, path, requestUs, upstreamUs = 0 }: UntracedLine): void {
    if (isTraceable) this.#basis = 'traces'
    if (this.#basis === 'traces' || !this.#nodes.hasBegun) return
    this.#basis = 'routes'
    this.#routes.line(method, path, requestUs - upstreamUs)
  }
}

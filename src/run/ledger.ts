import type { DueCount } from '../engine/due-seconds.js'
import type { Beat, ShardTotal } from '../fleet/messages.js'
import { ProcessHealthMeter } from '../fleet/process-health.js'
import type { FleetEvents } from '../fleet/shard.js'
import type { ErrorExample } from '../metrics/error-example.js'
import type { ProcessHealth } from '../metrics/health-record.js'
import type { ShardDeath } from '../metrics/run-record.js'
import { secondOf, secondsWithin } from '../metrics/run-second.js'
import type { FailureKind, Sample } from '../metrics/sample.js'
import { decodeSamples } from '../metrics/sample-batch.js'
import { SecondBook } from '../metrics/second-book.js'
import type { SilenceLook, SilenceWatch } from '../verdict/silence-watch.js'
import type { MachineReading } from './machine-watch.js'

/** What the shards said so far, put together: the book of seconds, who is alive, and the totals they ended with. */
export class Ledger implements FleetEvents {
  readonly book = new SecondBook()
  readonly deaths: ShardDeath[] = []
  readonly #beats = new Map<number, Beat>()
  readonly #totals = new Map<number, ShardTotal>()
  readonly #ownHealth = new ProcessHealthMeter()
  readonly #options: LedgerOptions
  #peakUsers = 0
  #arrivedOfDead = 0

  constructor(options: LedgerOptions) {
    this.#options = options
  }

  /** Users logged in now, over all shards that live and can be heard. */
  get users(): number {
    return this.#sum(({ loggedIn }, shard) => (this.#options.silence.isSilent(shard) ? 0 : loggedIn))
  }

  /** Users that arrived so far, those of dead shards up to their last beat. */
  get arrived(): number {
    return this.#arrivedOfDead + this.#sum(({ arrived }) => arrived)
  }

  get openConnections(): number {
    return this.#sum(({ openConnections }) => openConnections)
  }

  get peakUsers(): number {
    return this.#peakUsers
  }

  /** TLS handshakes over all shards; undefined without any, or when a shard died with its count. */
  get handshakes(): { readonly full: number; readonly resumed: number } | undefined {
    const full = this.#sum(({ fullHandshakes }) => fullHandshakes)
    const resumed = this.#sum(({ resumedHandshakes }) => resumedHandshakes)
    return this.deaths.length > 0 || full + resumed === 0 ? undefined : { full, resumed }
  }

  /** The shards' own count; null when one of them died with it. */
  get total(): ShardTotal | null {
    if (this.deaths.length > 0) return null
    const sum = { arrived: 0, due: 0, sent: 0, resent: 0, sessionUs: 0 }
    for (const total of this.#totals.values()) for (const key of COUNTS) sum[key] += total[key]
    return sum
  }

  readonly onSamples = (shard: number, bytes: Uint8Array, due: readonly DueCount[]): void => {
    for (const [second, count] of due) this.#options.onDue(second, count)
    decodeSamples(bytes, (sample) => {
      if (sample.kind === 'lag') this.book.recordLag(shard, sample)
      else this.book.record(sample)
      this.#options.onSample(shard, sample)
    })
  }

  readonly onBeat = (shard: number, beat: Beat): void => {
    this.#beats.set(shard, beat)
    this.#options.silence.heard(shard, beat, this.#options.nowUs())
    this.#recordHealth(beat.runUs, shard, beat)
    if (beat.opened) this.book.recordOpened(secondOf(beat.runUs - beat.loop.overUs / 2), beat.opened)
    this.#recordUsers(beat.runUs)
    this.#peakUsers = Math.max(this.#peakUsers, this.users)
  }

  /** What the coordinating process itself spent, as shard -1. */
  recordOwnHealth(runUs: number): void {
    this.#recordHealth(runUs, -1, this.#ownHealth.take())
  }

  readonly onExample = (kind: FailureKind, example: ErrorExample): void => this.#options.onExample(kind, example)

  readonly onDone = (shard: number, total: ShardTotal): void => {
    this.#totals.set(shard, total)
    this.#options.silence.done(shard)
  }

  readonly onDeath = (shard: number, cause: string): void => {
    const { arrived = 0, active = 0 } = this.#beats.get(shard) ?? {}
    const atUs = this.#options.nowUs()
    this.#arrivedOfDead += arrived
    this.#beats.delete(shard)
    this.#recordUsers(atUs)
    this.#options.silence.died(shard, atUs)
    const death = { shard, atUs, cause, users: active }
    this.deaths.push(death)
    this.#options.onDeath(death)
  }

  /** Once a second: who is silent. Users are counted with the beats, and here where beats are missing. */
  look(runUs: number): SilenceLook {
    const look = this.#options.silence.look(runUs)
    if (this.#isAnyoneSilent) this.#recordUsers(runUs)
    return look
  }

  recordMachine(runUs: number, { overUs, figures }: MachineReading): void {
    if (Object.keys(figures).length === 0) return
    for (const second of secondsWithin(runUs - overUs, runUs)) this.book.recordMachine(second, figures)
  }

  // What is told of the time since the last report belongs to the second in the middle of that time.
  #recordHealth(runUs: number, shard: number, { cpuUs, rssBytes, loop, gc }: ProcessHealth): void {
    const second = secondOf(runUs - loop.overUs / 2)
    this.book.recordHealth(second, shard, { cpuUs, rssBytes, loop, ...(gc && { gc }) })
  }

  get #isAnyoneSilent(): boolean {
    return [...this.#beats.keys()].some((shard) => this.#options.silence.isSilent(shard))
  }

  #recordUsers(runUs: number): void {
    this.book.recordUsers(secondOf(runUs), this.users)
  }

  #sum(of: (beat: Beat, shard: number) => number): number {
    let sum = 0
    for (const [shard, beat] of this.#beats) sum += of(beat, shard)
    return sum
  }
}

const COUNTS = ['arrived', 'due', 'sent', 'resent', 'sessionUs'] as const

/** Where the ledger hands on what it does not keep. */
export interface LedgerOptions {
  /** Run time now. */
  nowUs(): number
  /** So many more requests were due in a second of the run. */
  onDue(second: number, count: number): void
  onSample(shard: number, sample: Sample): void
  onExample(kind: FailureKind, example: ErrorExample): void
  onDeath(death: ShardDeath): void
  /** Knows who says nothing. */
  readonly silence: SilenceWatch
}

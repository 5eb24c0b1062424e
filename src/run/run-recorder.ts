import type { LiveSecond } from '../live/progress.js'
import type { NodeSpan } from '../metrics/node-span.js'
import type { Unwritten } from '../metrics/run-files.js'
import type { RunEnd, RunMeta, RunStop, ShardDeath } from '../metrics/run-record.js'
import { secondOf } from '../metrics/run-second.js'
import { RunWriter } from '../metrics/run-writer.js'
import type { SearchedSpan } from '../metrics/search-record.js'
import type { Steering } from '../schedule/steered-roster.js'
import { FrontWatch } from '../tiers/front-watch.js'
import type { NodeReader } from '../tiers/node-reader.js'
import type { StatusAddress } from '../tiers/stub-status.js'
import { AbortWatch } from '../verdict/abort-watch.js'
import { DropWatch } from '../verdict/drop-watch.js'
import { lagLimitUs } from '../verdict/lag-limit.js'
import { LagWatch } from '../verdict/lag-watch.js'
import { deathText, NO_SHARD_LEFT } from '../verdict/missing-users.js'
import { objectivesOf } from '../verdict/objectives-of.js'
import { type HopelessShard, SilenceWatch } from '../verdict/silence-watch.js'
import { Ledger } from './ledger.js'
import { MachineWatch } from './machine-watch.js'
import { NodeWatches } from './node-watches.js'
import { RiemannFeed } from './riemann-feed.js'
import { type RequestSources, TierFeed } from './tier-feed.js'

/** What a recorder writes, where, and whom it tells. */
export interface RecorderOptions extends RequestSources {
  readonly outDir: string
  readonly meta: RunMeta
  readonly runId: string
  /** Of the nginx that serve this run and nobody else. */
  readonly statusPages: readonly StatusAddress[]
  /** Nodes of the tiers that are asked for what they count. */
  readonly nodeReaders: readonly NodeReader[]
  /** Run time now, microseconds. */
  nowUs(): number
  /** Something to know while it runs. */
  onNote(text: string): void
  /** The run should end: no shard is left, or an abort rule has held. */
  onReasonToStop(stop: RunStop): void
}

// Somebody's servers are asked once a second at most.
const LOOK_EVERY_MS = { rehearsal: 250, external: 1_000 } as const

/** What a run leaves behind while it goes on: takes what the shards say, and writes it down once a second. */
export class RunRecorder {
  readonly ledger: Ledger
  readonly tiers: TierFeed
  readonly front: FrontWatch
  readonly nodes: NodeWatches
  readonly riemann: RiemannFeed
  readonly #o: RecorderOptions
  readonly #writer: RunWriter
  readonly #abort: AbortWatch
  readonly #lag: LagWatch
  readonly #drops = new DropWatch()
  readonly #silence: SilenceWatch
  #machine = new MachineWatch()
  #stage = -1

  constructor(options: RecorderOptions) {
    this.#o = options
    this.#abort = new AbortWatch(options.meta)
    this.#lag = new LagWatch(lagLimitUs(objectivesOf(options.meta)))
    this.#silence = new SilenceWatch({
      shards: options.meta.shards,
      plannedEndUs: options.meta.stages.at(-1)?.toUs ?? 0,
      onGap: (silence) => this.#writer.event({ kind: 'shard-silent', ...silence }),
    })
    this.#writer = new RunWriter(options.outDir, options.meta, { onTrouble: (text) => this.#note(text) })
    this.ledger = new Ledger({
      nowUs: options.nowUs,
      onDue: (second, count) => this.#drops.due(second, count),
      onSample: (shard, sample) => this.tiers.take(shard, sample),
      onExample: (kind, example) => this.#writer.example(kind, example),
      silence: this.#silence,
      onDeath: (death) => this.#died(death),
    })
    // Of the embedded front all of it is known in other ways.
    const isSomebodys = options.meta.target.kind === 'external'
    const record = (span: NodeSpan): void => this.ledger.book.recordNode(span)
    const onSpan = isSomebodys ? record : () => undefined
    const onNote = (text: string): void => this.#note(text)
    this.tiers = new TierFeed({ ...options, book: this.ledger.book, countsNodes: isSomebodys, onSpan, onNote })
    this.front = new FrontWatch({
      pages: options.statusPages,
      random: Math.random,
      clock: { nowUs: options.nowUs },
      everyMs: LOOK_EVERY_MS[options.meta.target.kind],
      onLook: (look) => this.ledger.book.recordLook(secondOf(options.nowUs()), look),
      onSpan,
    })
    this.nodes = new NodeWatches({ readers: options.nodeReaders, nowUs: options.nowUs, onSpan: record })
    this.riemann = new RiemannFeed({
      ...options,
      onEvent: (event) => this.#writer.event({ kind: 'platform', ...event }),
      onNote,
    })
  }

  /** Users are about to arrive: what the machine did before is no part of the run. */
  begin(): void {
    this.#machine = new MachineWatch()
    this.front.start()
    this.riemann.begin()
  }

  /** Writes down what came in since the last call. */
  second(): LiveSecond {
    const runUs = this.#o.nowUs()
    this.#enterStages(runUs)
    this.ledger.recordOwnHealth(runUs)
    const reading = this.#machine.read(this.ledger.openConnections)
    if (reading) this.ledger.recordMachine(runUs, reading)
    this.tiers.flush()
    const records = this.ledger.book.flush()
    this.#writer.seconds(records)
    const reason = this.#abort.reasonAfter(records, runUs)
    if (reason !== undefined) this.#o.onReasonToStop({ kind: 'aborted', reason })
    for (const watch of [this.#lag, this.#drops]) {
      const announcement = watch.announcementAfter(records, runUs)
      if (announcement !== undefined) this.#note(announcement)
    }
    const now = { runUs, users: this.ledger.users, openConnections: this.ledger.openConnections, records }
    this.riemann.second(now)
    return now
  }

  /** Once a second: says who has fallen silent, and answers whom to end since they do not come back. */
  hopeless(): readonly HopelessShard[] {
    const { announcement, hopeless } = this.ledger.look(this.#o.nowUs())
    if (announcement !== undefined) this.#note(announcement)
    return hopeless
  }

  stopAsked(stop: RunStop): void {
    this.#writer.event({ kind: 'stop', atUs: this.#o.nowUs(), stop })
  }

  /** Of a steered run: its users begin to change. */
  steered({ users, fromUs, durationUs }: Steering): void {
    this.#writer.event({ kind: 'steer', atUs: fromUs, users, durationUs })
  }

  /** Of a search: a step is over. */
  stepEnded(span: SearchedSpan): void {
    this.#writer.event({ kind: 'step', atUs: this.#o.nowUs(), ...span })
  }

  /** The run's last word; answers what its folder lacks. */
  end(end: Pick<RunEnd, 'stop' | 'endUs' | 'arrivals' | 'parts' | 'front'>): Unwritten {
    const { peakUsers, deaths, total, handshakes } = this.ledger
    const ledger = total && { due: total.due, sent: total.sent, resent: total.resent, sessionUs: total.sessionUs }
    const joiner = this.tiers.joinerStats
    const riemann = this.riemann.report
    return this.#writer.end({
      ...end,
      peakUsers,
      shardDeaths: deaths,
      silences: this.#silence.gaps,
      ledger,
      joiner,
      ...this.tiers.ends,
      ...(handshakes && { handshakes }),
      ...(riemann && { riemann }),
      ...(this.#o.nodeReaders.length > 0 && { nodeClocks: this.nodes.clocks }),
    })
  }

  /** Lets go of all that listens, asks or tells, whatever may still come; after a whole run there is nothing left to do. */
  async close(): Promise<void> {
    this.nodes.close()
    this.front.close()
    await Promise.all([this.tiers.close(), this.riemann.close()])
  }

  #enterStages(runUs: number): void {
    const { stages } = this.#o.meta
    for (let next = stages[this.#stage + 1]; next && next.fromUs <= runUs; next = stages[this.#stage + 1]) {
      this.#stage++
      this.#writer.event({ kind: 'stage', atUs: runUs, stage: next.name })
    }
  }

  #note(text: string): void {
    this.#writer.event({ kind: 'note', atUs: this.#o.nowUs(), text })
    this.#o.onNote(text)
  }

  #died(death: ShardDeath): void {
    this.#writer.event({ kind: 'shard-died', ...death })
    this.#note(deathText(death))
    if (this.ledger.deaths.length < this.#o.meta.shards) return
    this.#o.onReasonToStop({ kind: 'broken', reason: NO_SHARD_LEFT })
  }
}

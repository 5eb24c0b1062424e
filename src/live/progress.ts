import type { StageSpan } from '../metrics/run-record.js'
import type { SecondRecord } from '../metrics/second-record.js'
import { Figures } from './figures.js'
import { type LiveState, liveLine } from './live-line.js'

/** Where the run stands, told about once a second. */
export interface LiveSecond {
  /** Run time, microseconds. */
  readonly runUs: number
  /** Users logged in. */
  readonly users: number
  readonly openConnections: number
  /** What came in since the last one. */
  readonly records: readonly SecondRecord[]
}

/** What is shown while a run goes on, and where; `planned` is the number of users at the peak. */
export interface ProgressOptions {
  readonly stages: readonly StageSpan[]
  readonly planned: number
  /** Standard error, so that standard output stays fit for other programs. */
  write(text: string): void
  /** Rewrite one line in place; otherwise a plain line every 10 s. */
  readonly isTty: boolean
  /** Width of the terminal now; asked for each line. */
  columns(): number
  /** `quiet`: nothing at all; `verbose`: a line with details each second. */
  readonly level: 'quiet' | 'normal' | 'verbose'
}

const RECENT_US = 10_000_000
const PLAIN_EVERY_US = 10_000_000
/** What users do after the last stage. */
const AFTERWARDS = { name: 'finishing', toUs: Number.POSITIVE_INFINITY } as const
/** Back to the line's start, and clear it. */
const CLEAR = '\r\x1b[2K'

/** Said before the first line: a narrow terminal has no room for the marks at the lines' ends. */
export const LIVE_LEGEND = 'Live figures: the last 10 s while a stage lasts, then the whole stage, with its most users.'

type ShownStage = Pick<StageSpan, 'toUs'> & { readonly name: string }

/** Shows how a run goes on: a line per stage that lives while the stage lasts and ends with what the whole stage was. */
export class Progress {
  readonly #o: ProgressOptions
  readonly #recent: LiveSecond[] = []
  #stage: ShownStage
  #stageFromUs = 0
  #whole = new Figures()
  #mostUsers = 0
  #plainDueUs = PLAIN_EVERY_US
  #hasOpenLine = false

  constructor(options: ProgressOptions) {
    this.#o = options
    this.#stage = stageAt(options.stages, 0)
  }

  second(now: LiveSecond): void {
    this.#mostUsers = Math.max(this.#mostUsers, now.users)
    for (const record of now.records) this.#whole.add(record)
    const stage = stageAt(this.#o.stages, now.runUs)
    if (stage.name !== this.#stage.name) this.#enter(stage, now)
    this.#recent.push(now)
    while ((this.#recent[0]?.runUs ?? now.runUs) <= now.runUs - RECENT_US) this.#recent.shift()
    this.#show(now)
  }

  /** A line of its own, above the one that lives. */
  note(text: string): void {
    this.#line(text)
  }

  /** The run is over: ends the last line. */
  finished(): void {
    const last = this.#recent.at(-1)
    if (last && this.#whole.requests > 0) this.#endStage(last, last.runUs)
    else if (this.#hasOpenLine) this.#o.write(CLEAR)
  }

  #enter(stage: ShownStage, now: LiveSecond): void {
    this.#endStage(now, this.#stage.toUs)
    this.#stageFromUs = this.#stage.toUs
    this.#stage = stage
    this.#whole = new Figures()
    this.#mostUsers = now.users
    this.#plainDueUs = this.#stageFromUs + PLAIN_EVERY_US
  }

  #endStage(now: LiveSecond, endUs: number): void {
    const us = endUs - this.#stageFromUs
    const whole = this.#state(now, this.#whole, us)
    this.#line(this.#text({ ...whole, kind: 'ended', time: { kind: 'took', us }, users: this.#mostUsers }))
  }

  #show(now: LiveSecond): void {
    const { isTty, level } = this.#o
    if (level === 'verbose') this.#line(this.#text(this.#recentState(now), true))
    else if (isTty) this.#rewrite(this.#text(this.#recentState(now)))
    else if (now.runUs >= this.#plainDueUs) {
      while (this.#plainDueUs <= now.runUs) this.#plainDueUs += PLAIN_EVERY_US
      this.#line(this.#text(this.#recentState(now)))
    }
  }

  #recentState(now: LiveSecond): LiveState {
    const figures = new Figures()
    for (const { records } of this.#recent) for (const record of records) figures.add(record)
    return this.#state(now, figures, Math.min(now.runUs, RECENT_US))
  }

  #state({ runUs, users, openConnections }: LiveSecond, figures: Figures, overUs: number): LiveState {
    const { name, toUs } = this.#stage
    const time =
      toUs === AFTERWARDS.toUs
        ? ({ kind: 'took', us: runUs - this.#stageFromUs } as const)
        : ({ kind: 'left', us: toUs - runUs } as const)
    return { stage: name, kind: 'lasting', time, users, planned: this.#o.planned, openConnections, figures, overUs }
  }

  #text(state: LiveState, withDetails = false): string {
    const { isTty, columns } = this.#o
    // A character short of the width: a full line makes some terminals wrap. A log file has no width.
    return liveLine(state, isTty ? columns() - 1 : Number.POSITIVE_INFINITY, withDetails)
  }

  #line(text: string): void {
    if (this.#o.level === 'quiet') return
    this.#o.write(`${this.#hasOpenLine ? CLEAR : ''}${text}\n`)
    this.#hasOpenLine = false
  }

  #rewrite(text: string): void {
    if (this.#o.level === 'quiet') return
    this.#o.write(`${CLEAR}${text}`)
    this.#hasOpenLine = true
  }
}

const stageAt = (stages: readonly StageSpan[], runUs: number): ShownStage =>
  stages.find(({ fromUs, toUs }) => fromUs <= runUs && runUs < toUs) ?? AFTERWARDS

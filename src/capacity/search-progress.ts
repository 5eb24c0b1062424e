import { countText, durationText, perSecText, pluralText, spanText } from '../base/quantity-text.js'
import { Figures } from '../live/figures.js'
import type { LiveSecond, ProgressOptions } from '../live/progress.js'
import { unitOf } from '../verdict/reading.js'
import { intervalText, readingText } from '../verdict/reading-text.js'
import { OUTCOME_WORDS } from './report/step-cells.js'
import { limitOf, type TriedStep } from './search.js'
import type { SearchPhase } from './search-pilot.js'
import type { WeighedObjective } from './weigh-objective.js'
import type { StepSpan, WeighedStep } from './weigh-step.js'

/** What a search shows of itself. */
export interface ShownSearch {
  readonly phase: SearchPhase
  readonly tried: readonly TriedStep[]
}

const RECENT_SECONDS = 10
const PLAIN_EVERY = 10
const CLEAR = '\r\x1b[2K'

/** Shows how a search goes on: one line that lives, and one that stays for each step that is over. */
export class SearchProgress {
  readonly #o: Pick<ProgressOptions, 'write' | 'isTty' | 'columns' | 'level'>
  readonly #recent: LiveSecond[] = []
  #seconds = 0
  #hasOpenLine = false

  constructor(options: Pick<ProgressOptions, 'write' | 'isTty' | 'columns' | 'level'>) {
    this.#o = options
  }

  second(now: LiveSecond, search: ShownSearch): void {
    this.#recent.push(now)
    if (this.#recent.length > RECENT_SECONDS) this.#recent.shift()
    const { level, isTty, columns } = this.#o
    if (level === 'quiet') return
    const text = liveText(now, this.#recent, search)
    if (level === 'verbose' || (!isTty && this.#seconds++ % PLAIN_EVERY === 0)) this.line(text)
    else if (isTty) {
      this.#o.write(`${CLEAR}${text.slice(0, Math.max(20, columns() - 1))}`)
      this.#hasOpenLine = true
    }
  }

  /** A line of its own, above the one that lives. */
  line(text: string): void {
    if (this.#o.level === 'quiet') return
    this.#o.write(`${this.#hasOpenLine ? CLEAR : ''}${text}\n`)
    this.#hasOpenLine = false
  }

  finished(): void {
    if (this.#hasOpenLine) this.#o.write(CLEAR)
    this.#hasOpenLine = false
  }
}

const liveText = (
  { runUs, users }: LiveSecond,
  recent: readonly LiveSecond[],
  { phase, tried }: ShownSearch,
): string => {
  const figures = new Figures()
  for (const { records } of recent) for (const record of records) figures.add(record)
  const { requests, failed, p99Us } = figures
  return [
    phaseText(phase, runUs).padEnd(34),
    pluralText(users, 'user'),
    `${perSecText(requests / Math.max(1, recent.length))} req/s`,
    ...(failed > 0 ? [pluralText(failed, 'error')] : []),
    `p99 ${p99Us === undefined ? '-' : durationText(p99Us)}`,
    limitText(tried),
  ].join('  ')
}

const phaseText = (phase: SearchPhase, runUs: number): string => {
  const since = (fromUs: number): string => spanText(Math.max(0, Math.round((runUs - fromUs) / 1e6)) * 1e6)
  switch (phase.kind) {
    case 'starting':
      return 'starting'
    case 'ramping':
      return `to ${countText(phase.step.users)} users, ${since(phase.step.rampFromUs)}`
    case 'holding':
      return `at ${countText(phase.step.users)} users, ${since(phase.step.fromUs)}`
    case 'calming':
      return `calming down, ${since(phase.sinceUs)}`
    case 'leaving':
    case 'over':
      return 'users leave'
  }
}

const limitText = (tried: readonly TriedStep[]): string => {
  const { held, missed } = limitOf(tried)
  if (held === undefined && missed === undefined) return 'limit unknown'
  if (held === undefined) return `limit below ${countText(missed ?? 0)}`
  return missed === undefined ? `limit above ${countText(held)}` : `limit ${countText(held)} to ${countText(missed)}`
}

/** A step that is over, in one line: how it came out, and by which SLO. */
export const stepText = (span: StepSpan, weighed: WeighedStep): string => {
  const took = spanText(span.toUs - span.fromUs)
  const outcome = weighed.outcome === 'undecided' ? 'inconclusive' : weighed.outcome
  const head = `${countText(span.users).padStart(7)} users  ${OUTCOME_WORDS[outcome].padEnd(13)}  ${took.padEnd(6)}`
  return `${head}  ${whyText(weighed)}`.trimEnd()
}

const whyText = ({ outcome, lagP99Us, objectives }: WeighedStep): string => {
  if (outcome === 'invalid') return `the generator was late: schedule lag p99 ${durationText(lagP99Us ?? 0)}`
  const told = outcome === 'pass' ? objectives : objectives.filter(({ status }) => status !== 'pass')
  return told.slice(0, MOST_TOLD).map(objectiveText).join('; ')
}

const MOST_TOLD = 3

const objectiveText = ({ objective: { expression, statistic, bound }, estimate }: WeighedObjective): string => {
  if (!estimate) return `${expression}: no sample`
  const { value, interval } = estimate
  const unit = unitOf(statistic)
  const ends = interval && Number.isFinite(interval.upper) ? ` (${intervalText(interval, unit, bound)})` : ''
  return `${expression}: ${readingText(value, unit, bound)}${ends}`
}

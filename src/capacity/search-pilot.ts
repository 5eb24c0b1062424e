import type { LiveSecond } from '../live/progress.js'
import type { RunMeta } from '../metrics/run-record.js'
import type { SearchPlan } from '../metrics/search-record.js'
import type { SecondRecord } from '../metrics/second-record.js'
import type { Pilot, PilotOrder } from '../run/run-options.js'
import { limitOf, nextMove, type SearchEnd, type TriedStep } from './search.js'
import { stepTermsOf } from './step-terms.js'
import { recordsIn, type StepSpan, type StepTerms, type WeighedStep, weighStep } from './weigh-step.js'

/** What a search does at the moment. `calming`: until what an overload left is served, or what made the generator late is over. */
export type SearchPhase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ramping' | 'holding'; readonly step: StepSpan }
  | { readonly kind: 'calming'; readonly sinceUs: number; readonly nextUsers: number }
  | { readonly kind: 'leaving'; readonly untilUs: number }
  | { readonly kind: 'over' }

/** Whom a pilot tells. */
export interface SearchListener {
  /** A step is over. */
  onStep(span: StepSpan, weighed: WeighedStep): void
  onEnd(end: SearchEnd): void
}

const SECOND_US = 1_000_000
/** Answers that take longer than this are missing when a step is looked at, and are there when it is reported. */
const SETTLING_US = 2 * SECOND_US
/** From the order to the first arrival, and to a whole second. */
const LEAD_US = SECOND_US
/** Each look at a step comes after so many times the time of the one before. */
const NEXT_LOOK = 1.5
const LONGEST_CALM_US = 60 * SECOND_US
const CALM_SECONDS = 3
/** How long users may take for their last action and the log-out. */
const LEAVING_US = 5 * SECOND_US

/** Steers a run from step to step: only the difference comes or goes, and each step lasts until its interval decides. */
export class SearchPilot implements Pilot {
  readonly #plan: SearchPlan
  readonly #listener: SearchListener
  readonly #tried: TriedStep[] = []
  #terms: Omit<StepTerms, 'isLast'> = { objectives: [], lagLimitUs: 0 }
  #records: SecondRecord[] = []
  #users = 0
  /** When the last move ends; one that is ordered before waits for that. */
  #movedUs = 0
  #lookAtUs = 0
  #phase: SearchPhase = { kind: 'starting' }

  constructor(plan: SearchPlan, listener: SearchListener) {
    this.#plan = plan
    this.#listener = listener
  }

  begin(meta: RunMeta): void {
    this.#terms = stepTermsOf(meta)
  }

  get phase(): SearchPhase {
    return this.#phase
  }

  get tried(): readonly TriedStep[] {
    return this.#tried
  }

  second({ runUs, records }: LiveSecond): PilotOrder | undefined {
    this.#records.push(...records)
    switch (this.#phase.kind) {
      case 'starting':
        return this.#goOn(runUs)
      case 'ramping':
      case 'holding':
        return this.#look(this.#phase.step, runUs)
      case 'calming':
        return this.#calm(this.#phase, runUs)
      case 'leaving':
        if (runUs < this.#phase.untilUs) return undefined
        this.#phase = { kind: 'over' }
        return { kind: 'finish' }
      case 'over':
        return undefined
    }
  }

  #look(step: StepSpan, runUs: number): PilotOrder | undefined {
    if (runUs >= step.fromUs) this.#phase = { kind: 'holding', step }
    if (runUs < this.#lookAtUs + SETTLING_US) return undefined
    const span = { ...step, toUs: this.#lookAtUs }
    const lastedUs = span.toUs - span.fromUs
    const isLast = lastedUs >= this.#plan.longestUs
    const weighed = weighStep(this.#records, span, { ...this.#terms, isLast })
    if (weighed.outcome === 'undecided') {
      this.#lookAtUs = span.fromUs + wholeSecond(Math.min(lastedUs * NEXT_LOOK, this.#plan.longestUs))
      return undefined
    }
    this.#tried.push({ users: span.users, outcome: weighed.outcome })
    this.#listener.onStep(span, weighed)
    return { ...this.#goOn(runUs), ended: span }
  }

  #goOn(runUs: number): SteerOrder {
    const move = nextMove(this.#plan, this.#tried)
    if (move.kind === 'end') {
      this.#listener.onEnd(move.end)
      return this.#leave(runUs)
    }
    const last = this.#tried.at(-1)?.outcome
    const isOverloaded = last !== 'pass' && move.users < this.#users
    if (!isOverloaded && last !== 'invalid') return this.#begin(move.users, runUs)
    this.#phase = { kind: 'calming', sinceUs: runUs, nextUsers: move.users }
    this.#records = []
    // What made the generator late may pass as well, and needs no fewer users for it.
    const calmUsers = isOverloaded ? (limitOf(this.#tried).held ?? Math.floor(move.users / 2)) : move.users
    return this.#steer(Math.min(calmUsers, move.users), runUs)
  }

  // Calm is looked for once those who are too many are gone.
  #calm({ nextUsers }: Extract<SearchPhase, { kind: 'calming' }>, runUs: number): PilotOrder | undefined {
    const toUs = wholeSecond(runUs - SETTLING_US)
    const recent = recordsIn(this.#records, toUs - CALM_SECONDS * SECOND_US, toUs)
    const span = { users: this.#users, rampFromUs: toUs - CALM_SECONDS * SECOND_US, toUs }
    const isLong = toUs >= this.#movedUs + (CALM_SECONDS + 1) * SECOND_US
    const { outcome } = weighStep(recent, { ...span, fromUs: span.rampFromUs }, { ...this.#terms, isLast: true })
    const isCalm = isLong && outcome !== 'fail' && outcome !== 'invalid'
    return isCalm || runUs - this.#movedUs > LONGEST_CALM_US ? this.#begin(nextUsers, runUs) : undefined
  }

  #begin(users: number, runUs: number): SteerOrder {
    const order = this.#steer(users, runUs)
    const fromUs = wholeSecond(this.#movedUs) + SECOND_US
    const toUs = fromUs + this.#plan.longestUs
    this.#records = []
    this.#phase = { kind: 'ramping', step: { users, rampFromUs: wholeSecond(runUs), fromUs, toUs } }
    this.#lookAtUs = fromUs + this.#plan.shortestUs
    return order
  }

  #leave(runUs: number): SteerOrder {
    const order = this.#steer(0, runUs)
    this.#phase = { kind: 'leaving', untilUs: this.#movedUs + LEAVING_US }
    return order
  }

  #steer(users: number, runUs: number): SteerOrder {
    const durationUs = Math.round((Math.abs(users - this.#users) / this.#plan.rampPerSec) * SECOND_US)
    this.#users = users
    this.#movedUs = Math.max(runUs + LEAD_US, this.#movedUs) + durationUs
    return { kind: 'steer', users, durationUs }
  }
}

type SteerOrder = Extract<PilotOrder, { kind: 'steer' }>

const wholeSecond = (us: number): number => Math.floor(us / SECOND_US) * SECOND_US

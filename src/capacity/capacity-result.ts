import type { RunMeta, RunStop } from '../metrics/run-record.js'
import type { SearchedSpan, SearchPlan } from '../metrics/search-record.js'
import type { Operator } from '../verdict/objective.js'
import type { CapacityAnalysis } from './analysis.js'
import type { MeasuredStep, ResponseTimes } from './measured-step.js'
import type { NodeScaling } from './scaling-of-nodes.js'
import type { Limits, Scaling } from './scaling-of-steps.js'
import type { Limit, SearchEnd, StepOutcome } from './search.js'
import type { WitnessRecord } from './witness/witness-record.js'

/** Version of `capacity.json`; grows when a field changes its meaning or goes. */
export const CAPACITY_SCHEMA = 'tatami-load/capacity/1'

/** How many users the platform holds, and from what that is known; what `capacity.json` holds. Times are microseconds. */
export interface CapacityResult {
  readonly schema: typeof CAPACITY_SCHEMA
  readonly tool: RunMeta['tool']
  readonly runs: readonly CapacityRun[]
  readonly slos: readonly string[]
  readonly targetUsers: number
  readonly verdict: CapacityVerdict
  readonly limit: Limit
  readonly end: SearchEnd | 'unfinished'
  readonly steps: readonly CapacityStep[]
  /** The smallest of the SLOs' limit, the knee and the peak of throughput; absent where nobody was held. */
  readonly capacity?: Limits
  /** How throughput grows with users. */
  readonly scaling: Scaling
  /** How that grows with the nodes of one tier, of runs with different numbers of them; absent without. */
  readonly nodeScaling?: NodeScaling
  /** What the steps say together; absent where none was valid. */
  readonly analysis?: CapacityAnalysis
  /** What a closed loop got after the search; absent without one. */
  readonly witness?: WitnessRecord
}

/** A run that steps were read from. */
export interface CapacityRun {
  /** Its folder's name. */
  readonly name: string
  readonly profile: string
  readonly startedAt: string
  readonly durationUs: number
  readonly seed: number
  readonly target: RunMeta['target']
  readonly stop: RunStop | { readonly kind: 'cut' }
  /** Absent: one load. */
  readonly search?: SearchPlan
}

/** `held`: the target users are; `missed`: they are not; `invalid`: no step was valid. */
export interface CapacityVerdict {
  readonly status: 'held' | 'missed' | 'undecided' | 'invalid' | 'interrupted'
  /** The answer in one sentence. */
  readonly answer: string
  readonly reasons: readonly string[]
}

/** One load that was tried. */
export interface CapacityStep {
  /** Place of its run among `runs`. */
  readonly run: number
  /** Users that were asked for; those that were there are `measured.users`. */
  readonly planned: number
  readonly span: SearchedSpan
  /** Warm-up that is left out of all figures. */
  readonly cutUs: number
  readonly outcome: StepOutcome
  readonly isSteady: boolean
  readonly lagP99Us: number | null
  readonly lagLimitUs: number
  /** Of the requests that ended. */
  readonly failedShare: number | null
  readonly service: ResponseTimes
  readonly objectives: readonly ObjectiveRow[]
  readonly measured: MeasuredStep
}

/** How one SLO came out of a step, in its unit. */
export interface ObjectiveRow {
  readonly expression: string
  readonly unit: 'us' | 'ratio'
  readonly op: Operator
  readonly bound: number
  readonly status: 'pass' | 'fail' | 'inconclusive'
  readonly isWeak: boolean
  /** Null without a sample. */
  readonly value: number | null
  /** Ends of its confidence interval; null where none can be told. */
  readonly lower: number | null
  readonly upper: number | null
  readonly samples: number
  /** How much longer the step would have to last until it is decided; absent where it is, and where no time would. */
  readonly moreUs?: number
}

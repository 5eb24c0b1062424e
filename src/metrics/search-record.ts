/** What a search for the capacity was asked for. */
export interface SearchPlan {
  /** Users of each step, ascending; absent: the search chooses them. */
  readonly steps?: readonly number[]
  readonly maxUsers: number
  /** How far the lowest load that was not held may lie above the highest that was, a share of that. */
  readonly resolution: number
  /** That the platform is to hold on the day. */
  readonly targetUsers: number
  /** Arrivals a second between two steps. */
  readonly rampPerSec: number
  /** Of one step after its ramp, microseconds. */
  readonly shortestUs: number
  readonly longestUs: number
  /** Changes of the platform to ask the model about, and what the node plan keeps in reserve, as they were written; absent: none. */
  readonly whatIf?: readonly string[]
  readonly planRules?: readonly string[]
}

/** A step of a search in run time: from where its users began to change, from where all were there, and to its end. */
export interface SearchedSpan {
  readonly users: number
  readonly rampFromUs: number
  readonly fromUs: number
  readonly toUs: number
}

import type { Interval } from '../metrics/confidence/bootstrap.js'
import type { Spectrum } from '../report/result.js'

/** Version of a comparison's JSON; grows when a field changes its meaning or goes. */
export const COMPARISON_SCHEMA = 'tatami-load/comparison/1'

/** Two runs, or two groups of runs, held against each other. */
export interface Comparison {
  readonly schema: typeof COMPARISON_SCHEMA
  readonly tool: { readonly version: string }
  /** `fail`: a rule is broken. `inconclusive`: one is neither kept nor broken for sure. `invalid`: a run's own figures say nothing. */
  readonly status: 'pass' | 'fail' | 'inconclusive' | 'invalid'
  readonly base: readonly ComparedRun[]
  readonly new: readonly ComparedRun[]
  /** How the load of the runs differs; empty unless that was allowed. */
  readonly loadDifferences: readonly string[]
  /** What is to be known before the figures are trusted. */
  readonly notes: readonly string[]
  readonly rules: readonly RuleResult[]
  readonly rows: readonly ComparedRow[]
}

/** One of the runs. */
export interface ComparedRun {
  readonly dir: string
  readonly profile: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly target: string
  readonly verdict: string
  readonly tags: Readonly<Record<string, string>>
}

/** What people feel, a step, a tier, or all steps together, on both sides. */
export interface ComparedRow {
  readonly name: string
  readonly kind: 'all' | 'felt' | 'step' | 'tier'
  /** The part of the run, in words. */
  readonly over: string
  readonly samples: { readonly base: number; readonly new: number }
  readonly changes: readonly Change[]
  readonly spectra: { readonly base: Spectrum; readonly new: Spectrum }
}

/** What is compared of each row; tiers and all steps have not all of them. */
export const FIGURES = ['p50', 'p95', 'p99', 'throughput', 'errors'] as const
export type Figure = (typeof FIGURES)[number]

/** A figure on both sides, in microseconds, a second, or a share. */
export interface Change {
  readonly figure: Figure
  readonly base: number | null
  readonly new: number | null
  /** As a share of the base; of errors the difference of the shares. Null where either side has no figure, or the base is 0. */
  readonly change: number | null
  /** Where the change lies with 95 % confidence; null where too little is known. */
  readonly interval: Interval | null
  /** `noise`: as large as chance alone makes one of so many changes; `unknown`: too little to tell. */
  readonly call: 'up' | 'down' | 'noise' | 'unknown'
}

/** How a `--fail-if` came out. */
export interface RuleResult {
  readonly expression: string
  /** `broken`: all of the interval is beyond the rule's bound; `kept`: none of it is. */
  readonly status: 'kept' | 'broken' | 'open'
  readonly change: number | null
  readonly interval: Interval | null
  /** In what the change is: shares of the base, microseconds, or points of a share. */
  readonly unit: 'relative' | 'us' | 'points'
}

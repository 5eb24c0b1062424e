/** One figure of the run held against a source that is independent of it. */
export type CrossCheck = Compared | NotApplied

/** What is compared, by a code for programs and in words; the code belongs to the kind of check, the name to the one figure. */
export interface Compares {
  readonly code: CrossCheckCode
  readonly name: string
}

/** A comparison that could be made. */
export interface Compared extends Compares {
  readonly applies: true
  readonly ok: boolean
  readonly unit: CrossCheckUnit
  readonly expected: number
  readonly found: number
  /** Least and most that `found` may be. */
  readonly low: number
  readonly high: number
  /** What leaves that room, in words. */
  readonly tolerance: string
}

/** A comparison that could not be made, or not well enough to tell. */
export interface NotApplied extends Compares {
  readonly applies: false
  readonly reason: string
}

export const CROSS_CHECK_CODES = [
  'nginx-requests',
  'traced-lines',
  'nginx-in-hand',
  'user-time',
  'tier-requests',
  'traced-latency',
] as const
export type CrossCheckCode = (typeof CROSS_CHECK_CODES)[number]

/** `in-hand`: requests at a time, mean; `user-seconds`: users times seconds. */
export const CROSS_CHECK_UNITS = ['requests', 'lines', 'in-hand', 'user-seconds', 'us'] as const
export type CrossCheckUnit = (typeof CROSS_CHECK_UNITS)[number]

/** Totals of independent sources agree within this (a rule of thumb). */
export const SOURCES_AGREE = 0.05

/** The outcome of a comparison: whether what was found lies within its bounds. */
export const compared = (figures: Omit<Compared, 'applies' | 'ok'>): Compared => ({
  ...figures,
  applies: true,
  ok: figures.found >= figures.low && figures.found <= figures.high,
})

export const notApplied = ({ code, name }: Compares, reason: string): NotApplied => ({
  code,
  name,
  applies: false,
  reason,
})

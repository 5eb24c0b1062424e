/** How long a target is waited for. */
export interface Patience {
  readonly connectMs: number
  /** From the request to the last byte of its answer. */
  readonly answerMs: number
}

/** Long enough for a platform that is slow, short enough to be waited for. */
export const DEFAULT_PATIENCE: Patience = { connectMs: 5_000, answerMs: 15_000 }

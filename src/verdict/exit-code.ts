import { PreflightError, UsageError } from '../base/errors.js'
import type { VerdictStatus } from './slo-result.js'

/** Exit codes by what happened; the first that applies: 130, 2, 5, 4, 1, 3, 0. */
export const EXIT_CODES = {
  interrupted: 130,
  usage: 2,
  preflight: 5,
  invalid: 4,
  fail: 1,
  inconclusive: 3,
  pass: 0,
} as const

/** The exit code of a run that came to a verdict. */
export const exitCodeOfVerdict = (status: VerdictStatus): number => EXIT_CODES[status]

/** The exit code of a run that did not start; undefined for an error that is none of the user's or the target's. */
export const exitCodeOfError = (error: unknown): number | undefined => {
  if (error instanceof UsageError) return EXIT_CODES.usage
  if (error instanceof PreflightError) return EXIT_CODES.preflight
  return undefined
}

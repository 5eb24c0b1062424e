import type { CapacityVerdict } from '../capacity/capacity-result.js'
import { EXIT_CODES } from '../verdict/exit-code.js'

/** The exit code of a capacity that was looked for. */
export const exitCodeOfCapacity = (status: CapacityVerdict['status']): number => CODES[status]

const CODES: Readonly<Record<CapacityVerdict['status'], number>> = {
  held: EXIT_CODES.pass,
  missed: EXIT_CODES.fail,
  undecided: EXIT_CODES.inconclusive,
  invalid: EXIT_CODES.invalid,
  interrupted: EXIT_CODES.interrupted,
}

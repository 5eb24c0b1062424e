/** How much a plan is worth: A was measured, B is near what was, C is an extrapolation. */
export type Grade = 'A' | 'B' | 'C'

/** What a grade rests on. */
export interface GradeEvidence {
  /** Target over the largest load measured. */
  readonly extrapolation: number
  readonly isTargetHardware: boolean
  /** Relative error of the model's predictions; absent: not known. */
  readonly modelError?: number
}

const ERROR_OF_B = 0.1
const EXTRAPOLATION_OF_B = 2

/** A rule of thumb: A at the whole target on the hardware of the event, B at half of it with a model that is within 10 %, otherwise C. */
export const gradeOf = ({ extrapolation, isTargetHardware, modelError }: GradeEvidence): Grade => {
  if (extrapolation <= 1 && isTargetHardware) return 'A'
  const isNear = extrapolation <= EXTRAPOLATION_OF_B && modelError !== undefined && modelError < ERROR_OF_B
  return isNear ? 'B' : 'C'
}

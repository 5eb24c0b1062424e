import { isProblem, parseFault } from '../../src/rehearsal/fault.js'
import { FaultPlan } from '../../src/rehearsal/fault-plan.js'

/** A plan of faults given as text; its windows count from `epochUs`, if that is known. */
export const planOf = (texts: readonly string[], epochUs?: number): FaultPlan => {
  const faults = texts.map((text) => {
    const parsed = parseFault(text)
    if (isProblem(parsed)) throw new Error(`${text}: ${parsed.remedy}`)
    return parsed
  })
  const plan = new FaultPlan(faults)
  if (epochUs !== undefined) plan.setEpoch(epochUs)
  return plan
}

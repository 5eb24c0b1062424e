import type { Problem } from '../base/errors.js'
import { writtenDuration } from '../base/units.js'
import type { EventProfile } from '../profile/event-profile.js'
import { type Fault, isProblem, parseFault } from '../rehearsal/fault.js'

/** What is wrong with a fault's text; undefined when it can be injected. */
export const wrongFault = (text: string): Problem | undefined => {
  const parsed = parseFault(text)
  return isProblem(parsed) ? parsed : undefined
}

/** What keeps a fault from ever happening in this rehearsal: a node that is not there or, where it has one, the run's end. */
export const idleFault = (text: string, profile: EventProfile, hasEnd: boolean): Problem | undefined => {
  const fault = parseFault(text)
  // What is no fault at all was found already.
  if (isProblem(fault)) return undefined
  const remedy = missingNode(fault, profile) ?? (hasEnd ? afterTheEnd(fault, profile) : undefined)
  return remedy === undefined ? undefined : { path: '--fault', value: text, remedy }
}

const missingNode = ({ target, node }: Fault, { rehearsal }: EventProfile): string | undefined => {
  if (node === undefined || target === 'sessions' || node <= rehearsal[target]) return undefined
  const nodes = rehearsal[target] === 1 ? '1 node' : `${rehearsal[target]} nodes`
  return `${target} has ${nodes} in this rehearsal; name one of them, or have more with rehearsal.${target} in the profile`
}

const afterTheEnd = ({ window }: Fault, { ramp, holdUs, rampDownUs }: EventProfile): string | undefined => {
  const lengthUs = ramp.durationUs + holdUs + rampDownUs
  if (!window || window.fromUs < lengthUs) return undefined
  return `the run is over after ${writtenDuration(lengthUs)}; let the fault begin earlier, or the run last longer`
}

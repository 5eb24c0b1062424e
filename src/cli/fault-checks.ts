import type { Problem } from '../base/errors.js'
import { pluralText } from '../base/quantity-text.js'
import { writtenDuration } from '../base/units.js'
import type { RehearsalSize } from '../profile/event-profile.js'
import { type FaultTarget, isProblem, parseFault } from '../rehearsal/fault.js'
import { MOST_CASSANDRA_NODES } from '../rehearsal/stores/cluster-for.js'
import { undoableOnReal } from '../rehearsal/stores/store-faults.js'

/** What is wrong with a fault's text; undefined when it can be injected. */
export const wrongFault = (text: string): Problem | undefined => {
  const parsed = parseFault(text)
  return isProblem(parsed) ? parsed : undefined
}

/** What keeps a fault from ever happening in an embedded stack of this size: a node that is not there, or what only a model does. */
export const faultOnNoNode = (text: string, size: RehearsalSize): Problem | undefined => {
  const fault = parseFault(text)
  // What is no fault at all was found already.
  if (isProblem(fault)) return undefined
  const { target, node } = fault
  const undoable = size.stores === 'real' ? undoableOnReal(fault) : undefined
  if (undoable !== undefined) return { path: '--fault', value: text, remedy: undoable }
  if (node === undefined || target === 'sessions' || node <= mostNodes(target, size)) return undefined
  if (size.stores === 'real' && (target === 'cassandra' || target === 'elasticsearch')) {
    const remedy = `real stores are ${pluralText(mostNodes('cassandra', size), 'Cassandra node')} and 1 Elasticsearch node; name one of them`
    return { path: '--fault', value: text, remedy }
  }
  const nodes = size[target] === 1 ? '1 node' : `${size[target]} nodes`
  const remedy = `${target} has ${nodes} in this rehearsal; name one of them, or have more with rehearsal.${target} in the profile`
  return { path: '--fault', value: text, remedy }
}

const mostNodes = (target: Exclude<FaultTarget, 'sessions'>, size: RehearsalSize): number => {
  if (size.stores !== 'real') return size[target]
  if (target === 'elasticsearch') return 1
  return target === 'cassandra' ? Math.min(size.cassandra, MOST_CASSANDRA_NODES) : size[target]
}

/** What keeps a fault from ever happening in a run of so many microseconds: it begins when all is over. */
export const faultAfterAll = (text: string, lengthUs: number): Problem | undefined => {
  const fault = parseFault(text)
  if (isProblem(fault) || !fault.window || fault.window.fromUs < lengthUs) return undefined
  const remedy = `the run is over after ${writtenDuration(lengthUs)}; let the fault begin earlier, or the run last longer`
  return { path: '--fault', value: text, remedy }
}

import { countText, perSecText } from '../base/quantity-text.js'
import type { LoadPlan } from './load-plan.js'
import type { Machine } from './machine.js'
import { cpuCores, memoryBytes, type Shortfall, shortfallsOf } from './shortfall.js'

/** What to know of a plan that barely fits, or whose figures are not all known; each a sentence. What does not fit at all, `refusalText` says. */
export const planNotes = (plan: LoadPlan, machine: Machine): readonly string[] => {
  const shortfalls = shortfallsOf(plan, machine)
  const isShortOf = (kind: Shortfall['kind']) => shortfalls.some((shortfall) => shortfall.kind === kind)
  return [
    ...(isShortOf('cpu') ? [] : cpuNote(plan, machine)),
    ...(isShortOf('memory') ? [] : memoryNote(plan, machine)),
    ...restOfNotes(plan, machine),
  ]
}

const restOfNotes = (plan: LoadPlan, machine: Machine): readonly string[] => [
  ...queueNote(plan, machine),
  ...ownStepsNote(plan),
  ...unknownNote(machine),
]

const NEARLY = 0.75

const cpuNote = (plan: LoadPlan, { cpuCores: cores }: Machine): readonly string[] =>
  cpuCores(plan).peak > cores * NEARLY
    ? ["CPU will be short at the end of the ramp; watch the generator's schedule lag, or ramp more slowly"]
    : []

const memoryNote = (plan: LoadPlan, machine: Machine): readonly string[] =>
  memoryBytes(plan) > machine.memoryBytes * NEARLY ? ['memory will be short; run nothing else beside it'] : []

// A listener that is busy for a second must be able to keep that second's connections waiting.
const queueNote = ({ connections, target }: LoadPlan, { somaxconn }: Machine): readonly string[] =>
  target === 'rehearsal' && somaxconn !== undefined && connections.openedPerSec.peak > somaxconn
    ? [
        `${perSecText(connections.openedPerSec.peak)} connections a second may overflow an accept queue of ${countText(somaxconn)}; sysctl -w net.core.somaxconn=65535`,
      ]
    : []

const ownStepsNote = ({ stores }: LoadPlan): readonly string[] =>
  stores.unknownSteps.length > 0
    ? [`store operations of ${stores.unknownSteps.join(', ')} are not known and not counted`]
    : []

const unknownNote = ({ unknown, platform }: Machine): readonly string[] =>
  unknown.length > 0 ? [`${platform} does not tell: ${unknown.join('; ')}; usual values are assumed`] : []

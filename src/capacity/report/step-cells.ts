import { countText, durationText, perSecText, shareText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { TIERS, type Tier } from '../../metrics/tier.js'
import { intervalText, readingText } from '../../verdict/reading-text.js'
import type { CapacityResult, CapacityStep, ObjectiveRow } from '../capacity-result.js'

/** One column of the table of steps, the same in every format. */
export interface StepColumn {
  readonly head: string
  readonly cell: (step: CapacityStep) => string
  /** Left out first where there is little room, highest first. */
  readonly spare?: number
}

/** What came of a step, in a word or two. */
export const OUTCOME_WORDS: Readonly<Record<CapacityStep['outcome'], string>> = {
  pass: 'held',
  fail: 'not held',
  inconclusive: 'undecided',
  invalid: 'invalid',
}

const NOTHING = '–'
const KEY_SLOS = 2

/** Columns of the table of steps: load, what came of it, times, and one for each tier that told of itself. */
export const stepColumns = (result: CapacityResult): readonly StepColumn[] => [
  { head: 'users', cell: ({ planned }) => countText(planned) },
  { head: 'outcome', cell: ({ outcome }) => said(OUTCOME_WORDS[outcome]) },
  ...result.slos.slice(0, KEY_SLOS).map((expression, at) => ({
    head: expression,
    cell: ({ objectives }: CapacityStep) => objectiveText(objectives[at]),
  })),
  { head: 'req/s', cell: ({ measured }) => perSecText(measured.throughputPerSec) },
  { head: 'response p50', cell: ({ measured }) => timeText(measured.response.p50Us), spare: 4 },
  { head: 'p99', cell: ({ measured }) => timeText(measured.response.p99Us) },
  { head: 'service p99', cell: ({ service }) => timeText(service.p99Us), spare: 3 },
  { head: 'failed', cell: ({ failedShare }) => (failedShare === null ? NOTHING : shareText(failedShare)), spare: 2 },
  ...tiersOf(result).map((tier) => ({ head: tier, cell: tierCell(tier), spare: 1 })),
]

/** Tiers of which any step knows something. */
export const tiersOf = ({ steps }: CapacityResult): readonly Tier[] =>
  TIERS.filter((tier) => steps.some(({ measured }) => measured.tiers.some(({ name }) => name === tier)))

/** An SLO's figure with its interval. */
export const objectiveText = (row: ObjectiveRow | undefined): string => {
  if (!row || row.value === null) return NOTHING
  const { value, unit, bound, lower, upper } = row
  const text = readingText(value, unit, bound)
  const isOpen = lower === null || upper === null || lower === upper
  return isOpen ? text : `${text} (${intervalText({ lower, upper }, unit, bound)})`
}

const timeText = (us: number): string => (us === 0 ? NOTHING : durationText(us))

const tierCell =
  (tier: Tier) =>
  ({ measured }: CapacityStep): string => {
    const found = measured.tiers.find(({ name }) => name === tier)
    if (!found) return NOTHING
    const busy = found.utilisation === undefined ? '' : say`, ${shareText(found.utilisation)} busy`
    return `${durationText(found.exclusiveMeanUs)}${busy}`
  }

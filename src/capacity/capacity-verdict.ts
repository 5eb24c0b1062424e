import { countText } from '../base/quantity-text.js'
import type { CapacityAnalysis } from './analysis.js'
import type { CapacityStep, CapacityVerdict } from './capacity-result.js'
import type { Limits } from './scaling-of-steps.js'
import type { Limit, SearchEnd } from './search.js'

/** What a capacity's verdict rests on. */
export interface CapacityEvidence {
  readonly steps: readonly CapacityStep[]
  readonly limit: Limit
  readonly end: SearchEnd | 'unfinished'
  readonly targetUsers: number
  /** What broke, in sentences. */
  readonly broken: readonly string[]
  /** `afterwards`: the last step was over, so that the answer stands. */
  readonly interrupted: 'no' | 'midway' | 'afterwards'
  readonly capacity?: Limits | undefined
  readonly analysis?: CapacityAnalysis | undefined
}

/** Whether the target users are held: shown by a step, excluded by one, or neither. */
export const verdictOf = (evidence: CapacityEvidence): CapacityVerdict => {
  const { steps, limit, targetUsers, broken, interrupted, end } = evidence
  const { held, missed } = limit
  const reasons = [
    ...broken,
    ...limitReasons(evidence),
    ...(ENDS[end] ? [ENDS[end]] : []),
    ...(interrupted === 'afterwards' ? ['it was interrupted after its last step, so the answer stands'] : []),
  ]
  const answer = `${answerOf(limit, targetUsers)}${firstText(evidence)}`
  if (interrupted === 'midway')
    return { status: 'interrupted', answer, reasons: ['it was interrupted before it was done', ...broken] }
  if (broken.length > 0) return { status: 'invalid', answer, reasons }
  if (!steps.some(({ outcome }) => outcome !== 'invalid'))
    return { status: 'invalid', answer: 'no step was valid, so nothing is known of the platform', reasons }
  if (held !== undefined && held >= targetUsers) return { status: 'held', answer, reasons }
  if (missed !== undefined && missed <= targetUsers && isFailed(steps, targetUsers))
    return { status: 'missed', answer, reasons }
  return { status: 'undecided', answer, reasons }
}

// Who gives way first is told where there is a limit, and by what shows it.
const firstText = ({ limit: { missed }, analysis }: CapacityEvidence): string => {
  const first = analysis?.tiers[0]?.tier
  return missed === undefined || first === undefined ? '' : `; ${first} gives way first`
}

const limitReasons = ({ capacity, analysis, limit }: CapacityEvidence): readonly string[] => {
  const evidence = limit.missed === undefined ? undefined : analysis?.tiers[0]?.evidence
  const bend = capacity && capacity.by !== 'slo' ? BENDS[capacity.by](countText(capacity.users)) : undefined
  return [...(evidence === undefined ? [] : [evidence]), ...(bend === undefined ? [] : [bend])]
}

const BENDS: Readonly<Record<'knee' | 'peak', (users: string) => string>> = {
  knee: (users) => `throughput stops growing with users from about ${users} on, before any SLO is missed`,
  peak: (users) =>
    `throughput falls beyond about ${users} users by the Universal Scalability Law, before any SLO is missed`,
}

const isFailed = (steps: readonly CapacityStep[], targetUsers: number): boolean =>
  steps.some(({ planned, outcome }) => outcome === 'fail' && planned <= targetUsers)

const answerOf = ({ held, missed }: Limit, targetUsers: number): string => {
  const asked = `${countText(targetUsers)} users asked for`
  if (held === undefined && missed === undefined) return `nothing is known of the ${asked}`
  if (held === undefined)
    return `does not hold ${countText(missed ?? 0)} of the ${asked}, and fewer were not held either`
  const beyond = missed === undefined ? '; more were not shown to be too many' : `, and not ${countText(missed)}`
  return held >= targetUsers ? `holds the ${asked}` : `holds ${countText(held)} of the ${asked}${beyond}`
}

const ENDS: Readonly<Record<SearchEnd | 'unfinished', string | undefined>> = {
  resolved: undefined,
  'list-done': undefined,
  'all-held': 'the most users that the search was allowed were held: --max-users says how far it goes',
  'none-held': 'not even the fewest users that were tried met every SLO: see whether the SLOs fit the platform at all',
  'generator-late':
    'the generator was late twice at the same load, which is its own limit and not the platform’s: more cores, more shards or fewer users go further',
  unfinished: 'the search ended before the limit was known to the resolution',
}

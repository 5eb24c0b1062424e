import { countText, pluralText, spanText } from '../base/quantity-text.js'
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

// Who gives way first is told where there is a limit and something shows it, and then what would help.
const firstText = (evidence: CapacityEvidence): string => {
  const first = evidence.limit.missed === undefined ? undefined : evidence.analysis?.tiers[0]
  if (!first) return ''
  return first.isShown
    ? `; ${first.tier} gives way first${addText(evidence)}`
    : '; no tier shows that it gives way first'
}

const addText = ({ analysis, limit: { held = 0 }, targetUsers }: CapacityEvidence): string => {
  const first = analysis?.tiers[0]?.tier
  if (!analysis || held >= targetUsers) return ''
  const { tiers, grade } = analysis.plan
  // A tier whose end was not seen is planned by a rule; whoever buys nodes wants to know of an end.
  const short = tiers
    .filter(
      ({ binding, total, measuredNodes }) =>
        binding !== 'carried' && (total ?? Number.POSITIVE_INFINITY) > measuredNodes,
    )
    .toSorted((a, b) => Number(b.tier === first) - Number(a.tier === first))
  const hopeless = short.find(({ total }) => total === null)
  if (hopeless) return `; no number of ${hopeless.tier} nodes is enough by the plan`
  const added = short.map(
    ({ tier, total, measuredNodes }) => `${pluralText((total ?? 0) - measuredNodes, 'node')} of ${tier}`,
  )
  return added.length === 0 ? '' : `; add ${added.join(' and ')} (grade ${grade})`
}

const limitReasons = ({ steps, capacity, analysis, limit: { missed } }: CapacityEvidence): readonly string[] => {
  const first = missed === undefined ? undefined : analysis?.tiers[0]
  const bend = capacity && capacity.by !== 'slo' ? BENDS[capacity.by](countText(capacity.users)) : undefined
  return [
    ...(first ? [first.isShown ? first.evidence : `the evidence is too thin to name a tier: ${first.evidence}`] : []),
    ...(bend === undefined ? [] : [bend]),
    ...steps.filter(({ planned, outcome }) => planned === missed && outcome === 'inconclusive').flatMap(openReasons),
  ]
}

// What is undecided counts as not held, so more time may give more users.
const openReasons = ({ planned, span, objectives }: CapacityStep): readonly string[] =>
  objectives
    .filter(({ status }) => status === 'inconclusive')
    .map(({ expression, moreUs }) => {
      const open = `at ${countText(planned)} users ${expression} stayed undecided`
      if (moreUs === undefined) return `${open}, and more time is unlikely to decide it`
      const longest = spanText(span.toUs - span.fromUs + moreUs)
      return `${open}; a step of about ${longest} would decide it (--longest-step)`
    })

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

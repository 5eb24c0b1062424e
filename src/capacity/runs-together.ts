import { type Problem, UsageError } from '../base/errors.js'
import { pluralText } from '../base/quantity-text.js'
import type { RunMeta } from '../metrics/run-record.js'
import type { EventProfile } from '../profile/event-profile.js'
import { profileDifferences } from '../profile/profile-differences.js'
import { NODE_TIERS, type NodeTier } from './plan/plan-rules.js'
import type { ReadSteps } from './read-steps.js'

/** Runs whose steps say something together. */
export interface Alike {
  /** The tier whose nodes were not always as many; absent: every node was there in all of them. */
  readonly varied?: NodeTier
}

/** What must be the same, whatever the users and the day. */
const SAME: readonly (keyof EventProfile)[] = [
  'slos',
  'tatamiVersion',
  'behaviour',
  'connections',
  'timeouts',
  'tls',
  'transport',
  'scenarioModules',
]

/** Looks whether steps of some runs can be put together. Throws a UsageError with a sentence for each run that differs from the first. */
export const requireAlike = (reads: readonly ReadSteps[]): Alike => {
  const [first, ...others] = reads
  if (!first) return {}
  const problems = [...reads.flatMap(withoutSlo), ...others.flatMap((other) => differing(first, other))]
  if (problems.length > 0) throw new UsageError(problems)
  const varied = NODE_TIERS.filter((tier) => new Set(reads.flatMap((read) => nodesOf(read, tier) ?? [])).size > 1)
  const [tier, second] = varied
  if (second) throw new UsageError(others.flatMap((other) => otherNodes(first, other, varied)))
  return tier ? { varied: tier } : {}
}

/** Nodes of a tier that a run had, at the most; undefined where no source spoke of it. */
export const nodesOf = ({ stored: { meta }, steps }: ReadSteps, tier: NodeTier): number | undefined => {
  if (meta.target.kind === 'rehearsal') return meta.profile.rehearsal[tier]
  const counts = steps.flatMap(({ measured }) => measured.tiers.find(({ name }) => name === tier)?.nodes ?? [])
  return counts.length === 0 ? undefined : Math.max(...counts)
}

const problem = ({ dir }: ReadSteps, remedy: string): Problem => ({ path: '--from', value: dir, remedy })

const withoutSlo = (read: ReadSteps): readonly Problem[] =>
  read.stored.meta.profile.slos.length > 0
    ? []
    : [problem(read, 'it has no SLO that its users could be held by; name runs whose profile has some')]

const MOST_TOLD = 3

const differing = (first: ReadSteps, other: ReadSteps): readonly Problem[] => {
  const found = differences(first.stored.meta, other.stored.meta)
  if (found.length === 0) return []
  const more = found.length > MOST_TOLD ? ` and ${pluralText(found.length - MOST_TOLD, 'other value')}` : ''
  const told = `${found.slice(0, MOST_TOLD).join(', ')}${more}`
  return [
    problem(
      other,
      `it differs from ${first.dir} (${told}); leave it out: runs that are put together may differ in users, days and the nodes of one tier`,
    ),
  ]
}

const differences = (first: RunMeta, other: RunMeta): readonly string[] => {
  const [ours, theirs] = [first.target.kind, other.target.kind]
  if (ours !== theirs) return [`target: ${ours} against ${theirs}`]
  const keys = ours === 'rehearsal' ? [...SAME, 'rehearsal' as const] : SAME
  return profileDifferences(first.profile, other.profile, keys).filter((text) => !NODE_COUNT.test(text))
}

// Told of what was there, apart.
const NODE_COUNT = new RegExp(`^rehearsal\\.(?:${NODE_TIERS.join('|')}):`)

const otherNodes = (first: ReadSteps, other: ReadSteps, varied: readonly NodeTier[]): readonly Problem[] => {
  const [ours, theirs] = [first, other].map((read) =>
    varied.map((tier) => `${nodesOf(read, tier) ?? 'unknown'} of ${tier}`).join(' and '),
  )
  if (ours === theirs) return []
  return [
    problem(
      other,
      `it had ${theirs} where ${first.dir} had ${ours}; leave it out: the nodes of one tier may differ, the others stay`,
    ),
  ]
}

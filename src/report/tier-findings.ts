import { durationText, localFigure, pluralText, shareText } from '../base/quantity-text.js'
import { say } from '../language/say.js'
import { signalLines } from './node-lines.js'
import { type Result, TIERS, type Tier } from './result.js'

/** What a single run tells of a tier as a candidate for what gives way first. */
export interface TierFinding {
  readonly tier: Tier
  /** Of a mean request's time in all tiers, over the hold where there is one. */
  readonly share: number
  readonly meanUs: number
  /** Mean time with all users over that with at most half of them; null where the run had no such time. */
  readonly growth: number | null
  /** Refused, dropped or given up by a node of the tier, in words. */
  readonly troubles: readonly string[]
}

type Evidence = Pick<Result, 'columns' | 'stages' | 'timeline' | 'users' | 'nodes'>

/** The tiers behind the network, the one in which a request spent most of its time first; empty where no source spoke. */
export const tierFindings = (result: Evidence): readonly TierFinding[] => {
  const full = meanTimes(result, (second, users) => isInHold(result, second) && users > 0)
  const busy = full ?? meanTimes(result, () => true)
  if (!busy) return []
  const few =
    full &&
    meanTimes(result, (second, users) => !isInHold(result, second) && users > 0 && users <= result.users.peak / 2)
  const together = TIERS.reduce((sum, tier) => sum + (busy[tier] ?? 0), 0)
  if (together === 0) return []
  return TIERS.flatMap((tier) => {
    const meanUs = busy[tier]
    if (meanUs === undefined || tier === 'network') return []
    const before = few?.[tier]
    const growth = before === undefined || before < LEAST_US ? null : meanUs / before
    return { tier, meanUs, share: meanUs / together, growth, troubles: troublesOf(result, tier) }
  }).sort((a, b) => b.meanUs - a.meanUs)
}

/** How the first tier's part of the time is called; the largest of several need not be most of it. */
export const partWords = ({ share }: TierFinding): string => (share > 0.5 ? say`most` : say`the largest part`)

/** The evidence on one tier in a sentence. */
export const findingText = ({ meanUs, share, growth, troubles }: TierFinding): string => {
  const grown =
    growth === null ? '' : say`, ${localFigure(growth.toFixed(1))} times what it was with at most half of the users`
  return say`${durationText(meanUs)} of a mean request, ${shareText(Math.round(share * 1_000) / 1_000)} of its time in all tiers${grown}${troubles.length > 0 ? `; ${troubles.join(', ')}` : ''}`
}

// A ratio of times below nginx's own clock tick says nothing.
const LEAST_US = 1_000

const isInHold = ({ stages }: Evidence, second: number): boolean => {
  const hold = stages.find(({ name }) => name === 'hold')
  return hold !== undefined && second * 1_000_000 >= hold.fromUs && second * 1_000_000 < hold.toUs
}

// Columns weigh as much as they have requests.
const meanTimes = (
  { columns: { columns, secondsPerColumn }, timeline }: Evidence,
  isMeant: (second: number, users: number) => boolean,
): Readonly<Partial<Record<Tier, number>>> | undefined => {
  const meant = columns
    .map(({ responses, tiers }, index) => ({
      tiers,
      weight: responses.reduce((sum, count) => sum + count, 0),
      second: index * secondsPerColumn,
    }))
    .filter(({ second, weight }) => weight > 0 && isMeant(second, timeline[second]?.users ?? 0))
  if (meant.length === 0) return undefined
  return Object.fromEntries(
    TIERS.flatMap((tier) => {
      const known = meant.filter(({ tiers }) => tiers[tier] !== undefined)
      const weight = known.reduce((sum, one) => sum + one.weight, 0)
      return weight === 0
        ? []
        : [[tier, known.reduce((sum, one) => sum + (one.tiers[tier] ?? 0) * one.weight, 0) / weight] as const]
    }),
  )
}

const troublesOf = (result: Evidence, tier: Tier): readonly string[] => {
  const alarms = signalLines(result).filter((line) => line.isAlarm && line.tier === tier)
  const listed = alarms.slice(0, MOST_TROUBLES).map(({ signal, node, figure }) => say`${signal} on ${node}: ${figure}`)
  const more = alarms.length - listed.length
  return more > 0 ? [...listed, say`and ${pluralText(more, 'more sign', 'more signs')}`] : listed
}

const MOST_TROUBLES = 3

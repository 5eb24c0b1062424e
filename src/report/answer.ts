import { countText, pluralText, shareText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { boundText, measuredText } from './format.js'
import type { Result } from './result.js'
import { partWords, tierFindings } from './tier-findings.js'
import { meaningOf } from './verdict-words.js'

/** The answer in one or two sentences: whether this many users are held, what was missed most, where the time went. */
export const answerOf = (result: Result): string => {
  const { status } = result.verdict
  const whose = result.target.kind === 'rehearsal' ? say`The rehearsal stack` : say`The platform`
  if (status === 'pass')
    return say`${whose} held ${countText(result.users.peak)} of ${pluralText(result.users.planned, 'user')}. ${meaningOf(result.verdict)}${timeText(result)}`
  if (status === 'fail')
    return say`${whose} did not hold ${pluralText(result.users.planned, 'user')} as asked: ${missedText(result)}${timeText(result)}`
  return meaningOf(result.verdict)
}

const missedText = ({ verdict: { slos, reasons } }: Result): string => {
  const missed = slos.filter(({ status }) => status === 'fail')
  const [first] = missed
  if (!first) return `${said(reasons[0] ?? 'a rule was broken')}.`
  const worst = missed.reduce((most, slo) => (excess(slo) > excess(most) ? slo : most), first)
  return say`${countText(missed.length)} of ${pluralText(slos.length, 'SLO')} missed, by most ${worst.expression} (measured ${measuredText(worst)}, asked for ${boundText(worst)}).`
}

// How many times apart the two are, whichever was to be the larger; nothing is near to none.
const excess = ({ value, bound }: Result['verdict']['slos'][number]): number => {
  if (value === null) return Number.POSITIVE_INFINITY
  return value === bound ? 1 : Math.max(value, bound) / Math.min(value, bound)
}

const timeText = (result: Result): string => {
  const [first] = tierFindings(result)
  return first
    ? say` Behind the network, ${partWords(first)} of a request's time went to ${first.tier} (${shareText(Math.round(first.share * 100) / 100)}).`
    : ''
}

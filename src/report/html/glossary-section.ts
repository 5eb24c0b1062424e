import { TIER_MEANINGS } from '../glossary.js'
import { type Result, TIERS } from '../result.js'
import { VERDICT_WORDS } from '../verdict-words.js'
import { html, type Markup } from './markup.js'
import { factList } from './table.js'

/** The terms of the report, for readers who do not test load every day. */
export const glossarySection = (result: Result): Markup => {
  const tiers = result.tiers.some(({ count }) => count > 0)
    ? TIERS.map((tier) => [tier, TIER_MEANINGS[tier]] as const)
    : []
  return html`${factList([...TERMS, ...tiers])}`
}

const TERMS: readonly (readonly [string, string])[] = [
  [
    'Response time',
    'from when a request was due by the plan to the last byte of its answer, connection and TLS handshake included. A platform that stalls cannot hide by slowing the test down.',
  ],
  ['Service time', 'from the first byte of a request written to the last byte of its answer.'],
  [
    'Felt',
    'login: arrival to the time-line shown. timeline: one poll. post: sending a post to the poll that shows it. search: the last key-up to its answer.',
  ],
  [
    'p95, p99',
    'the time within which 95 or 99 of 100 were answered. Failed requests have no part in it; they count as errors, and against an SLO if they took longer than its bound.',
  ],
  ['Weak', 'decided on fewer samples than the percentile needs for 95 % confidence.'],
  ['Schedule lag', 'how late the generator itself wrote a request. Latency is to be trusted only while this is small.'],
  ['Inconclusive', VERDICT_WORDS.inconclusive.meaning],
  ['Invalid', VERDICT_WORDS.invalid.meaning],
]

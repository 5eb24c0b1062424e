import { said } from '../language/said.js'
import { FOLLOWERS_MEAN } from '../tatami/population.js'
import { LAG_LIMIT_RULE } from '../verdict/lag-limit.js'
import { TIER_MEANINGS } from './glossary.js'
import { type Result, TIERS } from './result.js'
import { VERDICT_WORDS } from './verdict-words.js'

/** A term of the reports and what it means. */
export type Term = readonly [term: string, meaning: string]

/** The terms of the reports, for readers who do not test load every day; those of tiers where any were measured. */
export const termsOf = (result: Pick<Result, 'tiers'>): readonly Term[] => {
  const hasTiers = result.tiers.some(({ count }) => count > 0)
  const terms = hasTiers ? [...TERMS, ...TIER_TERMS] : TERMS
  return terms.map(([term, meaning]) => [said(term), said(meaning)] as const)
}

/** Heads of columns that need a word. */
export const COLUMN_MEANINGS = {
  '95 % interval':
    'where the value of an endless run would lie, by drawing the seconds of this one anew (bootstrap); met or missed is only what all of it meets or misses',
  'service p99': "counts from a request's first byte written, so without waiting for a connection",
  known: 'of the requests that could have reached the tier, the share whose time there is known',
  'below 0': 'differences of two clocks that came out negative and were set to zero',
} as const

/** What to keep in mind beside the figures of the tiers. */
export const tierNotes = ({ tiers, target }: Pick<Result, 'tiers' | 'target'>): readonly string[] => {
  if (!tiers.some(({ source, count }) => source === 'nginx-log' && count > 0)) return []
  return target.kind === 'rehearsal' ? [said(NGINX_CLOCK), said(LOOPBACK)] : [said(NGINX_CLOCK)]
}

/** What the cross-checks are for. */
export const CROSS_CHECK_MEANING =
  'Figures of this run, each held against a source that is independent of it. One that does not fit makes the run invalid.'

/** What to know of figures that nodes tell of themselves. */
export const NODE_NOTE =
  "Told by the servers themselves, whoever asked them. A percentile behind ≤ is the bound of the bucket that it lies in; one in brackets is of the server's own sample, which forgets slowly, so it is of no known time. Means are sums over counts; of Elasticsearch they are per shard, not per search."

/** What stands in the columns of the operations, and why they may differ. */
export const OPERATION_NOTE = `Implied: by what each call of Tatami is known to cost with warm caches and ${FOLLOWERS_MEAN} followers an author; what caches lack comes on top. Told: by the application, in Server-Timing's desc="n=7". Counted: by the tier's own servers, whoever asked them. The difference is of the last two that are known.`

const NGINX_CLOCK =
  "nginx's clock ticks in milliseconds, so a single time in network or nginx may be off by up to 2 ms either way."
const LOOPBACK = 'On loopback there is hardly a network: its row is mostly the lateness of the client itself.'

const TERMS: readonly Term[] = [
  [
    'Cross-check',
    "a figure of the run against an independent source: nginx's own count of requests, Little's law (how many are there at a time is how many come times how long they stay), the operations that the scenarios are known to cause, and whether the traced requests are like all others.",
  ],
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
  ['95 % interval', `${COLUMN_MEANINGS['95 % interval']}.`],
  [
    'Order statistics',
    'how an SLO is decided over less than two minutes: by its value, which is weak on fewer samples than the percentile needs for 95 % confidence.',
  ],
  ['Too few samples', 'fewer than the percentile needs for 95 % confidence.'],
  [
    'Schedule lag',
    `how late the generator itself wrote a request. Latency is to be trusted only while this is small; the limit of its p99 is ${LAG_LIMIT_RULE}.`,
  ],
  ['Inconclusive', VERDICT_WORDS.inconclusive.meaning],
  ['Invalid', VERDICT_WORDS.invalid.meaning],
]

const TIER_TERMS: readonly Term[] = [
  [
    'Tier',
    'a layer of the platform behind its address: nginx, the application nodes (jetty), the stores (cassandra, elasticsearch), and network for the way there.',
  ],
  ['Known', `${COLUMN_MEANINGS.known}.`],
  ['Below 0', `${COLUMN_MEANINGS['below 0']}.`],
  ...TIERS.map((tier) => [tier, `${TIER_MEANINGS[tier]}.`] as const),
]

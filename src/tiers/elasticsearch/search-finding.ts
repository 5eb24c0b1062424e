import type { Lack, SourceFinding } from '../node-reader.js'
import type { NodeStats } from './node-stats.js'
import type { SearchServer } from './server-version.js'

/** What is said of a server whose stats were read. */
export const searchFinding = (server: SearchServer, stats: NodeStats): SourceFinding => ({
  version: `${server.product} ${server.number ?? 'of unknown version'}`,
  gives: givesOf(stats),
  lacks: [...NO_DISTRIBUTION, ...wholeSearches(server, stats), ...oldHeap(stats)],
})

const givesOf = ({ operations, signals, clockMs }: NodeStats): readonly string[] => {
  const pools = [...new Set(signals.filter(({ name }) => name === 'queue').map(({ of = '' }) => of))]
  const has = (name: string) => signals.some((signal) => signal.name === name)
  const rest = [
    has('heap-used') && 'heap',
    has('gc-runs') && 'garbage collections',
    has('threads') && 'threads',
    has('cpu-time') && 'CPU time',
    clockMs !== undefined && 'its clock',
  ].filter((part) => part !== false)
  return [
    'counts and mean times of search.query, search.fetch, index and get, for each shard and in whole milliseconds',
    ...(countsWholeSearches(operations) ? ['counts and mean times of whole searches'] : []),
    ...(pools.length > 0 ? [`work in hand, queued and rejected of the pools ${pools.join(', ')}`] : []),
    ...(rest.length > 0 ? [rest.join(', ')] : []),
  ]
}

const NO_DISTRIBUTION: readonly Lack[] = [
  { what: 'percentiles: it counts and adds up, so that there are means only; the application can time its searches' },
]

// Counted only while the setting is on, which it is by itself from 2.18 on.
const wholeSearches = ({ product }: SearchServer, { operations }: NodeStats): readonly Lack[] => {
  if (countsWholeSearches(operations)) return []
  if (product === 'Elasticsearch') return [{ what: 'times of whole searches, which OpenSearch has from 2.17 on' }]
  return [{ what: 'times of whole searches, which it has from 2.17 on', remedy: TURN_ON }]
}

const TURN_ON = `PUT /_cluster/settings
{"persistent": {"search.request_stats_enabled": true}}`

/** Whether it does; a node that has done no search yet is believed. */
const countsWholeSearches = (operations: NodeStats['operations']): boolean => {
  const countOf = (wanted: string) => operations.find(({ name }) => name === wanted)?.count
  const whole = countOf('search.request')
  return whole !== undefined && (whole > 0 || countOf('search.query') === 0)
}

const oldHeap = ({ signals }: NodeStats): readonly Lack[] =>
  signals.some(({ name }) => name === 'heap-max')
    ? []
    : [{ what: 'the limit of its heap, which old versions do not tell' }]

import type { MetricNames } from '../../profile/tier-sources.js'
import { type MetricTable, metricTable, type TimedTier } from '../../tiers/metric-table.js'
import type { SourceFinding } from '../../tiers/node-reader.js'
import { noServerTimes, parseServerTiming } from '../../tiers/server-timing.js'

/** What the Server-Timing header of one answer tells: which metrics it names, and the tiers that these are time in. */
export const serverTimingFinding = (
  header: string | undefined,
  server: string | undefined,
  names: MetricNames = {},
): SourceFinding => {
  const version = server ?? 'a server that does not name itself'
  if (header === undefined) return { version, gives: [], lacks: [NO_HEADER] }
  const table = metricTable(names)
  const metrics = elementsOf(header).map((element) => ({ name: nameOf(element), tier: tierOf(element, table) }))
  const known = metrics.flatMap(({ name, tier }) => (tier === undefined ? [] : [`${tier} (${name})`]))
  const others = metrics.filter(({ tier }) => tier === undefined).map(({ name }) => name)
  return {
    version,
    gives: known.length === 0 ? [] : [`time in ${known.join(', ')}`],
    lacks: [
      ...(others.length > 0 ? [{ what: `a tier for ${others.join(', ')}`, remedy: namesLine(others) }] : []),
      ...(known.length > 0 ? [ALL_CALLS] : []),
    ],
  }
}

const NO_HEADER = {
  what: 'Server-Timing in the answer to the login page; the application adds it to each of its answers',
  remedy: 'Server-Timing: app;dur=29.670, cass;dur=18.933;desc="n=3", es;dur=10.041;desc="n=1"',
}

const ALL_CALLS = { what: 'tiers that a login page does not touch: what other answers name is known once a run asks' }

const namesLine = (names: readonly string[]): string =>
  `tiers:\n  serverTimingNames: { cassandra: [${names.join(', ')}] }   # or jetty, elasticsearch: the tier whose time it is`

/** Elements of a list, whose commas may stand in quotes. */
const elementsOf = (header: string): readonly string[] =>
  (header.match(/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g) ?? []).map((element) => element.trim()).filter((text) => text !== '')

const nameOf = (element: string): string => element.split(/[\s;=]/, 1)[0] ?? ''

const tierOf = (element: string, table: MetricTable | undefined): TimedTier | undefined => {
  const { jettyUs, cassandraUs, elasticsearchUs } = parseServerTiming(element, noServerTimes(), table)
  if (jettyUs >= 0) return 'jetty'
  if (cassandraUs >= 0) return 'cassandra'
  return elasticsearchUs >= 0 ? 'elasticsearch' : undefined
}

import type { NginxSecond } from '../../metrics/nginx-record.js'
import type { NodeSpan, SignalSpan } from '../../metrics/node-span.js'

/**
 * What each nginx logged, as its node's counts. Lines of one second come in several times, and of no time between two readings, so
 * that a span has its moment only.
 */
export const nginxSpans = (seconds: readonly NginxSecond[]): readonly NodeSpan[] =>
  seconds.map(({ second, node, lines, ...counts }) => ({
    source: 'nginx-log',
    tier: 'nginx',
    node,
    fromUs: second * 1_000_000,
    toUs: second * 1_000_000,
    operations: [{ name: 'logged', count: lines }],
    signals: signalsOf(counts),
  }))

const signalsOf = ({
  cache = {},
  ...counts
}: Omit<NginxSecond, 'second' | 'node' | 'lines'>): readonly SignalSpan[] => [
  ...signal('retried', counts.retried),
  ...signal('server-errors', counts.serverErrors),
  ...signal('connections-new', counts.fresh),
  ...signal('connections-reused', counts.reused),
  ...signal('handshakes-full', counts.fullHandshakes),
  ...signal('handshakes-resumed', counts.resumedHandshakes),
  ...Object.entries(cache).flatMap(([status, count]) => signal('cached', count, status)),
]

const signal = (name: SignalSpan['name'], value: number | undefined, of?: string): readonly SignalSpan[] =>
  value === undefined || value === 0 ? [] : [{ name, ...(of !== undefined && { of }), value }]

import { bytesText, coresText, countText, durationText, localFigure, shareText } from '../base/quantity-text.js'
import { say } from '../language/say.js'
import { signalKind } from '../metrics/node-span.js'
import { slowNodes } from '../verdict/slow-nodes.js'
import { NOTHING } from './format.js'
import type { NodeOperation, NodeRow, NodeSignal } from './node-result.js'
import type { Result, Tier } from './result.js'

/** What one node did of one kind, as the reports say it. */
export interface OperationLine {
  readonly tier: Tier
  readonly operation: string
  readonly node: string
  readonly source: string
  readonly count: string
  /** Operations for each request that was sent. */
  readonly perRequest: string
  readonly mean: string
  readonly p50: string
  readonly p95: string
  readonly p99: string
  readonly remark: string
}

/** How one node fared, in one figure. */
export interface SignalLine {
  readonly tier: Tier
  readonly signal: string
  readonly node: string
  readonly source: string
  readonly figure: string
  readonly isAlarm: boolean
}

/** All nodes of a tier below each other, operation by operation, so that one that is unlike the others stands out; what was not done is left out. */
export const operationLines = ({ nodes, requests }: Pick<Result, 'nodes' | 'requests'>): OperationLine[] => {
  const slow = slowNodes(nodes)
  const rows = nodes.flatMap((node) =>
    node.operations.filter(({ count }) => count > 0).map((operation) => ({ node, operation })),
  )
  const lines = rows.map(({ node, operation }) => ({
    tier: node.tier,
    operation: operation.name,
    node: node.node,
    source: node.source,
    count: countText(operation.count),
    perRequest: requests.sent > 0 ? localFigure((operation.count / requests.sent).toFixed(2)) : NOTHING,
    mean: operation.meanUs === null ? NOTHING : durationText(operation.meanUs),
    ...percentiles(operation),
    remark: [slow.get(`${node.source} ${node.node} ${operation.name}`), evidence(operation)]
      .filter((text) => text !== undefined)
      .join('; '),
  }))
  return grouped(lines, ({ tier, source, operation }) => `${tier} ${source} ${operation}`)
}

/** The same of the signals; those that were nothing all the time are left out. */
export const signalLines = ({ nodes }: Pick<Result, 'nodes'>): SignalLine[] =>
  grouped(
    nodes.flatMap((node) =>
      node.signals
        .filter((signal) => signal.unit === 'number' || (signal.kind === 'gauge' ? signal.most : signal.gained) > 0)
        .map((signal) => ({
          tier: node.tier,
          signal: signalText(signal),
          node: node.node,
          source: node.source,
          figure: figureOf(signal, node),
          isAlarm: signalKind(signal.name).isAlarm === true,
        })),
    ),
    ({ tier, source, signal }) => `${tier} ${source} ${signal}`,
  )

// A true distribution is told by buckets, so that a percentile is at most the bound; of a decaying sample it is nobody's interval.
const percentiles = ({ times, decayed }: NodeOperation) => {
  if (times) return { p50: atMost(times.p50Us), p95: atMost(times.p95Us), p99: atMost(times.p99Us) }
  return { p50: about(decayed?.p50Us), p95: about(decayed?.p95Us), p99: about(decayed?.p99Us) }
}

const atMost = (us: number | null): string => (us === null ? say`beyond` : `≤ ${durationText(us)}`)
const about = (us: number | undefined): string => (us === undefined ? NOTHING : `(${durationText(us)})`)

const evidence = ({ times, decayed }: NodeOperation): string | undefined =>
  !times && decayed ? say`of a decaying sample` : undefined

const figureOf = (signal: NodeSignal, { knownUs }: NodeRow): string => {
  const { name, unit } = signal
  if (signal.kind === 'counter') {
    if (unit !== 'us') return countText(signal.gained)
    const share = signal.gained / Math.max(knownUs, 1)
    return name === 'cpu-time' ? coresText(share) : say`${shareText(share)} of the time`
  }
  if (unit === 'number') {
    const [mean, most] = [numberText(signal.mean), numberText(signal.most)]
    return mean === most ? most : say`${mean}, at most ${most}`
  }
  const text = unit === 'bytes' ? bytesText : countText
  return signal.mean === signal.most
    ? text(signal.most)
    : say`${text(Math.round(signal.mean))}, at most ${text(signal.most)}`
}

// What the user asked for is called what the user calls it.
const signalText = ({ name, of }: NodeSignal): string =>
  name === 'queried' ? (of ?? name) : of === undefined ? name : `${name}${say` of `}${of}`

const numberText = (value: number): string =>
  Math.abs(value) >= 1_000 ? countText(Math.round(value)) : localFigure(String(Number(value.toPrecision(3))))

// Stable: nodes stay in the order of the profile.
const grouped = <Line>(lines: readonly Line[], keyOf: (line: Line) => string): Line[] => {
  const groups = new Map<string, Line[]>()
  for (const line of lines) {
    const key = keyOf(line)
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()].flat()
}

import { said } from '../language/said.js'
import { type OperationLine, operationLines, type SignalLine, signalLines } from './node-lines.js'
import type { TextStyle } from './renderer.js'
import type { Result } from './result.js'
import { clocksText } from './server-clocks.js'
import { NODE_NOTE } from './terms.js'
import { dimmed, paint, titled } from './text-style.js'
import { type Column, textTable } from './text-table.js'

/** What the tiers' nodes told of themselves: operations and their times, then signs of saturation. */
export const nodeLines = (result: Result, style: TextStyle): string[] => {
  const operations = operationLines(result)
  const signals = signalLines(result)
  const clocks = clocksText(result)
  if (operations.length + signals.length === 0) return []
  return titled(
    'Nodes over the whole run, by their own count',
    [
      ...(operations.length > 0 ? textTable(operationColumns(style), operations, style) : []),
      ...(signals.length > 0 ? textTable(signalColumns(style), signals, style) : []),
      ...dimmed(said(NODE_NOTE), style),
      ...(clocks === undefined ? [] : dimmed(clocks, style)),
    ],
    style,
  )
}

const operationColumns = (style: TextStyle): readonly Column<OperationLine>[] => [
  { head: 'operation', cell: ({ tier, operation }) => `${tier} ${operation}`, elastic: true },
  { head: 'node', cell: ({ node }) => node },
  { head: 'source', cell: ({ source }) => source, spare: 5 },
  { head: 'count', cell: ({ count }) => count, align: 'right' },
  { head: 'per request', cell: ({ perRequest }) => perRequest, align: 'right', spare: 4 },
  { head: 'mean', cell: ({ mean }) => mean, align: 'right' },
  { head: 'p50', cell: ({ p50 }) => p50, align: 'right', spare: 3 },
  { head: 'p95', cell: ({ p95 }) => p95, align: 'right', spare: 2 },
  { head: 'p99', cell: ({ p99 }) => p99, align: 'right' },
  { head: '', cell: ({ remark }) => paint(style, 'yellow', remark), spare: 1 },
]

const signalColumns = (style: TextStyle): readonly Column<SignalLine>[] => [
  { head: 'signal', cell: ({ tier, signal }) => `${tier} ${signal}`, elastic: true },
  { head: 'node', cell: ({ node }) => node },
  { head: 'source', cell: ({ source }) => source, spare: 1 },
  {
    head: 'over the run',
    cell: ({ figure, isAlarm }) => (isAlarm ? paint(style, 'red', figure) : figure),
    align: 'right',
  },
]

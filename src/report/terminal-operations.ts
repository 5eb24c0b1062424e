import { said } from '../language/said.js'
import { type OperationCountRow, operationRows } from './operation-rows.js'
import type { TextStyle } from './renderer.js'
import type { Result } from './result.js'
import { OPERATION_NOTE } from './terms.js'
import { dimmed, paint, titled } from './text-style.js'
import { type Column, textTable } from './text-table.js'

/** Operations in the tiers, by the scenarios, by the application and by the servers. */
export const operationCountLines = (result: Result, style: TextStyle): string[] => {
  const rows = operationRows(result)
  if (rows.length === 0) return []
  return titled(
    'Operations over the whole run: implied by the scenarios, told by the application, counted by the servers',
    [...textTable(columns(style), rows, style), ...dimmed(said(OPERATION_NOTE), style)],
    style,
  )
}

const columns = (style: TextStyle): readonly Column<OperationCountRow>[] => [
  { head: 'operation', cell: ({ tier, operation }) => `${tier} ${operation}`, elastic: true },
  { head: 'implied', cell: ({ implied }) => implied, align: 'right' },
  { head: 'told', cell: ({ told }) => told, align: 'right' },
  { head: 'counted', cell: ({ counted }) => counted, align: 'right' },
  { head: 'by', cell: ({ source }) => source, spare: 2 },
  { head: 'difference', cell: ({ difference }) => difference, align: 'right' },
  { head: 'per request', cell: ({ perRequest }) => perRequest, align: 'right', spare: 3 },
  { head: '', cell: ({ remark }) => paint(style, 'yellow', remark), spare: 1 },
]

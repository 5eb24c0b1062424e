import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { code, details, prose, table } from './markdown.js'
import { operationRows } from './operation-rows.js'
import type { Result } from './result.js'
import { OPERATION_NOTE } from './terms.js'

/** Operations in the tiers by the scenarios, by the application and by the servers, folded. */
export const markdownOperations = (result: Result): string => {
  const rows = operationRows(result).map(
    ({ tier, operation, implied, told, counted, source, difference, perRequest, remark }) => [
      ...[code(`${tier} ${operation}`), implied, told, counted, source, difference, perRequest, prose(remark)],
    ],
  )
  if (rows.length === 0) return ''
  const head = ['operation', 'implied', 'told', 'counted', 'by', 'difference', 'per request', '']
  return details(
    say`Operations in the tiers, over the whole run`,
    `${table(head, rows)}\n\n${prose(said(OPERATION_NOTE))}`,
  )
}

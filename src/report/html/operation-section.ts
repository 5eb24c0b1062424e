import { said } from '../../language/said.js'
import { type OperationCountRow, operationRows } from '../operation-rows.js'
import type { Result } from '../result.js'
import { OPERATION_NOTE } from '../terms.js'
import { html, type Markup } from './markup.js'
import { htmlTable } from './table.js'
import { tierSwatch } from './tier-ink.js'

/** Operations in the tiers by the scenarios, by the application and by the servers. */
export const operationSection = (result: Result): Markup | undefined => {
  const rows = operationRows(result)
  if (rows.length === 0) return undefined
  return html`<p>${said(OPERATION_NOTE)}</p>${htmlTable<OperationCountRow>(
    [
      {
        head: 'Operation',
        cell: ({ tier, operation }) => html`<span class="whole">${tierSwatch(tier)}${tier} ${operation}</span>`,
      },
      { head: 'Implied', cell: ({ implied }) => implied, kind: 'number' },
      { head: 'Told', cell: ({ told }) => told, kind: 'number' },
      { head: 'Counted', cell: ({ counted }) => counted, kind: 'number' },
      { head: 'By', cell: ({ source }) => source, kind: 'words' },
      { head: 'Difference', cell: ({ difference }) => difference, kind: 'number' },
      { head: 'Per request', cell: ({ perRequest }) => perRequest, kind: 'spare' },
      { head: '', cell: ({ remark }) => remark, kind: 'words' },
    ],
    rows,
    ({ tier }) => tier,
  )}`
}

import { countText, durationText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { connectionRows } from '../connection-rows.js'
import type { Result } from '../result.js'
import { html, type Markup } from './markup.js'
import { type Column, htmlTable } from './table.js'

type Row = ReturnType<typeof connectionRows>[number]

/** How long connections took to come up; nothing for a run that kept no such times. */
export const connectionSection = ({ connections }: Result): Markup | undefined => {
  const rows = connectionRows(connections)
  if (rows.length === 0) return undefined
  const columns: Column<Row>[] = [
    { head: 'Phase', cell: ({ name }) => said(name) },
    { head: 'Times', cell: ({ times }) => countText(times.count), kind: 'number' },
    { head: 'most in a second', cell: ({ peakPerSec }) => countText(peakPerSec), kind: 'spare' },
    ...(['mean', 'p50', 'p90', 'p95', 'p99', 'max'] as const).map(
      (statistic): Column<Row> => ({
        head: statistic,
        cell: ({ times }) => durationText(times[statistic]),
        kind: statistic === 'p50' || statistic === 'p99' ? 'number' : 'spare',
      }),
    ),
  ]
  return html`<p>${say`Over the whole run. Both are part of the response time of the request that opened the connection, and of no service time.`}</p>
${htmlTable(columns, rows)}`
}

import { said } from '../../language/said.js'
import { type CrossCheckRow, crossCheckRows } from '../cross-check-rows.js'
import type { Result } from '../result.js'
import { CROSS_CHECK_MEANING } from '../terms.js'
import { html, type Markup } from './markup.js'
import { htmlTable } from './table.js'

/** Figures of the run against independent sources. */
export const crossCheckSection = (result: Result): Markup =>
  html`<p>${said(CROSS_CHECK_MEANING)}</p>${htmlTable<CrossCheckRow>(
    [
      { head: 'Check', cell: ({ name }) => name },
      { head: 'Result', cell: badge },
      { head: 'Expected', cell: ({ expected }) => expected, kind: 'number' },
      { head: 'Found', cell: ({ found }) => found, kind: 'number' },
      { head: 'Allowed, or why it does not apply', cell: ({ note }) => note },
    ],
    crossCheckRows(result),
  )}`

const BADGES = { ok: 'pass', failed: 'fail', 'does not apply': 'inconclusive' } as const

const badge = ({ status }: CrossCheckRow): Markup => html`<span class="badge ${BADGES[status]}">${said(status)}</span>`

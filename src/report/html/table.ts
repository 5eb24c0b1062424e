import { said } from '../../language/said.js'
import { html, type Markup, type Piece } from './markup.js'

/** One column of a table. */
export interface Column<Row> {
  readonly head: string
  readonly cell: (row: Row) => Piece
  /** `number`: to the right, digits in line. `spare`: a figure that telephones leave out, `words`: text that they do. */
  readonly kind?: 'number' | 'spare' | 'words'
}

/** A table whose first column names the row; it scrolls by itself where it is too wide, and a rule parts groups. */
export const htmlTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  groupOf: (row: Row) => string = () => '',
): Markup => {
  const head = columns.map(({ head, kind }) => html`<th scope="col" class="${kind ?? ''}">${said(head)}</th>`)
  const body = rows.map((row, at) => {
    const previous = rows[at - 1]
    const isFirst = previous !== undefined && groupOf(previous) !== groupOf(row)
    const cells = columns.map(({ cell, kind }, index) =>
      index === 0
        ? html`<th scope="row" class="${kind ?? ''}">${cell(row)}</th>`
        : html`<td class="${kind ?? ''}">${cell(row)}</td>`,
    )
    return html`<tr class="${isFirst ? 'first' : ''}">${cells}</tr>\n`
  })
  return html`<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** Names and values, two columns or more as the page is wide. */
export const factList = (facts: readonly (readonly [name: string, value: Piece])[]): Markup =>
  html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${said(name)}</dt><dd>${value}</dd></div>`)}</dl>`

/** What tables tell of a distribution. */
export const STATISTICS = ['mean', 'p50', 'p90', 'p95', 'p99', 'max'] as const

/** The same as heads of columns; percentiles are written small everywhere. */
export const STATISTIC_HEADS: Readonly<Record<(typeof STATISTICS)[number], string>> = {
  mean: 'Mean',
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  max: 'Max',
}

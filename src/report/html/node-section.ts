import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { type OperationLine, operationLines, type SignalLine, signalLines } from '../node-lines.js'
import type { Result } from '../result.js'
import { NODE_NOTE } from '../terms.js'
import { html, type Markup } from './markup.js'
import { htmlTable } from './table.js'
import { tierSwatch } from './tier-ink.js'

/** What the tiers' nodes told of themselves, nodes of a tier below each other. */
export const nodeSection = (result: Result): Markup | undefined => {
  if (result.nodes.length === 0) return undefined
  const operations = operationLines(result)
  const signals = signalLines(result)
  return html`<p>${said(NODE_NOTE)}</p>
${operations.length > 0 ? operationTable(operations) : undefined}
${signals.length > 0 ? html`<h3>${say`Signs of saturation`}</h3>${signalTable(signals)}` : undefined}`
}

const operationTable = (lines: readonly OperationLine[]): Markup =>
  htmlTable<OperationLine>(
    [
      {
        head: 'Operation',
        cell: ({ tier, operation }) => html`<span class="whole">${tierSwatch(tier)}${operation}</span>`,
      },
      { head: 'Node', cell: ({ node }) => node },
      { head: 'Source', cell: ({ source }) => source, kind: 'words' },
      { head: 'Count', cell: ({ count }) => count, kind: 'number' },
      { head: 'Per request', cell: ({ perRequest }) => perRequest, kind: 'spare' },
      { head: 'Mean', cell: ({ mean }) => mean, kind: 'number' },
      { head: 'p50', cell: ({ p50 }) => p50, kind: 'spare' },
      { head: 'p95', cell: ({ p95 }) => p95, kind: 'spare' },
      { head: 'p99', cell: ({ p99 }) => p99, kind: 'number' },
      { head: '', cell: ({ remark }) => remark, kind: 'words' },
    ],
    lines,
    ({ tier, source, operation }) => `${tier} ${source} ${operation}`,
  )

const signalTable = (lines: readonly SignalLine[]): Markup =>
  htmlTable<SignalLine>(
    [
      {
        head: 'Signal',
        cell: ({ tier, signal }) => html`<span class="whole">${tierSwatch(tier)}${signal}</span>`,
      },
      { head: 'Node', cell: ({ node }) => node },
      { head: 'Source', cell: ({ source }) => source, kind: 'words' },
      { head: 'Over the run', cell: figureOf, kind: 'number' },
    ],
    lines,
    ({ tier, source, signal }) => `${tier} ${source} ${signal}`,
  )

const figureOf = ({ figure, isAlarm }: SignalLine): Markup =>
  isAlarm ? html`<span class="badge fail">${figure}</span>` : html`${figure}`

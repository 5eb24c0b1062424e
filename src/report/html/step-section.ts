import { bytesText, countText, durationText } from '../../base/quantity-text.js'
import { say } from '../../language/say.js'
import { NOTHING } from '../format.js'
import type { Distribution, Result, StepRow } from '../result.js'
import { html, type Markup } from './markup.js'
import { type Column, htmlTable, STATISTIC_HEADS, STATISTICS } from './table.js'

/** What people felt, and every kind of request with its counts, times and bytes. */
export const stepSection = ({ steps, scenarios }: Result): Markup | undefined => {
  if (steps.length === 0) return undefined
  const felt = htmlTable(
    [
      { head: 'Felt', cell: ({ name }) => name },
      { head: 'Times', cell: ({ count }) => countText(count), kind: 'number' },
      { head: 'Failed', cell: ({ failed }) => failures(failed), kind: 'number' },
      ...responseColumns<Pick<StepRow, 'response'>>(),
    ] satisfies Column<Result['scenarios'][number]>[],
    scenarios,
  )
  const requests = htmlTable<StepRow>(
    [
      { head: 'Step', cell: ({ name }) => name },
      { head: 'Requests', cell: ({ count }) => countText(count), kind: 'spare' },
      { head: 'Failed', cell: (step) => failures(step.failed, kindsText(step)), kind: 'number' },
      ...responseColumns<StepRow>(),
      { head: 'Service p99', cell: ({ service }) => figure(service, 'p99'), kind: 'spare' },
      { head: 'Received', cell: ({ bytesIn }) => bytesText(bytesIn), kind: 'spare' },
      { head: 'Sent', cell: ({ bytesOut }) => bytesText(bytesOut), kind: 'spare' },
    ],
    steps,
    ({ scenario }) => scenario,
  )
  return html`<p>${say`Over the whole run. Response time counts from when a request was due, service time from its first byte written.`}</p>
${scenarios.length > 0 ? felt : undefined}${requests}`
}

const SPARE: ReadonlySet<string> = new Set(['mean', 'p90', 'p95', 'max'])

const responseColumns = <Row extends Pick<StepRow, 'response'>>(): Column<Row>[] =>
  STATISTICS.map((statistic) => ({
    head: STATISTIC_HEADS[statistic],
    cell: ({ response }) => figure(response, statistic),
    kind: SPARE.has(statistic) ? 'spare' : 'number',
  }))

const figure = (distribution: Distribution | null, statistic: keyof Distribution): string =>
  distribution ? durationText(distribution[statistic]) : NOTHING

const failures = (failed: number, kinds = ''): Markup =>
  failed === 0 ? html`0` : html`<strong class="bad" title="${kinds}">${countText(failed)}</strong>`

const kindsText = ({ failedByKind }: StepRow): string =>
  Object.entries(failedByKind)
    .map(([kind, count]) => `${kind} ${countText(count)}`)
    .join(', ')

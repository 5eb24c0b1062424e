import { bytesText, countText, durationText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { type CrossCheckRow, crossCheckRows } from './cross-check-rows.js'
import { confidenceText, measuredText, methodText, NOTHING, roundShareText } from './format.js'
import type { TextStyle } from './renderer.js'
import type { Distribution, Result, SloRow, StepRow } from './result.js'
import { COLUMN_MEANINGS, tierNotes } from './terms.js'
import { dimmed, type Ink, paint, titled } from './text-style.js'
import { type Column, textTable } from './text-table.js'
import type { TierLine } from './tier-rows.js'
import { MARKS, remarkOf } from './verdict-words.js'

/** The SLOs with tick or cross, bound and measurement. */
export const sloLines = ({ verdict: { slos } }: Result, style: TextStyle): string[] => {
  if (slos.length === 0) return []
  const columns: readonly Column<SloRow>[] = [
    { head: '', cell: ({ status }) => mark(status, style) },
    { head: 'SLO', cell: ({ expression }) => expression, elastic: true },
    { head: 'measured', cell: measuredText, align: 'right' },
    ...(slos.some(({ interval }) => interval) ? [{ ...INTERVAL, note: COLUMN_MEANINGS['95 % interval'] }] : []),
    { head: 'by', cell: methodText, spare: 2 },
    { head: 'samples', cell: ({ samples }) => countText(samples), align: 'right' },
    { head: 'over', cell: ({ over }) => said(over) },
    { head: '', cell: (slo) => paint(style, 'yellow', remarkOf(slo)), spare: 1 },
  ]
  return titled('SLOs, each over its part of the run', textTable(columns, slos, style), style)
}

const INTERVAL = { head: '95 % interval', cell: confidenceText, align: 'right', spare: 1 } as const

/** One line a step: requests, failures, response time. */
export const stepLines = ({ steps, scenarios }: Result, style: TextStyle): string[] => {
  const felt = scenarios.map((row) => ({ ...row, name: say`${row.name} (felt)` }))
  if (steps.length + felt.length === 0) return []
  const columns: readonly Column<Pick<StepRow, 'name' | 'count' | 'failed' | 'response'> & Partial<StepRow>>[] = [
    { head: 'step', cell: ({ name }) => name, elastic: true },
    { head: 'count', cell: ({ count }) => countText(count), align: 'right' },
    { head: 'failed', cell: ({ failed }) => failures(failed, style), align: 'right' },
    { head: 'mean', cell: ({ response }) => figure(response, 'mean'), align: 'right', spare: 3 },
    ...percentiles(({ response }: Pick<StepRow, 'response'>) => response),
    {
      head: 'service p99',
      cell: (row) => (row.service === undefined ? '' : figure(row.service, 'p99')),
      align: 'right',
      spare: 5,
      note: COLUMN_MEANINGS['service p99'],
    },
    {
      head: 'received',
      cell: (row) => (row.bytesIn === undefined ? '' : bytesText(row.bytesIn)),
      align: 'right',
      spare: 6,
    },
  ]
  return titled(
    'Steps over the whole run: response time of what succeeded, from when it was due',
    textTable(columns, [...felt, ...steps], style),
    style,
  )
}

/** One line a cross-check; why one could not be made stands below. */
export const crossCheckLines = (result: Result, style: TextStyle): string[] => {
  const columns: readonly Column<CrossCheckRow>[] = [
    { head: 'check', cell: ({ name }) => name },
    { head: 'result', cell: ({ status }) => paint(style, CHECK_INKS[status], said(status)) },
    { head: 'expected', cell: ({ expected }) => expected, align: 'right', spare: 2 },
    { head: 'found', cell: ({ found }) => found, align: 'right' },
    { head: 'allowed', cell: ({ status, note }) => (status === 'does not apply' ? '' : note), spare: 1 },
  ]
  const rows = crossCheckRows(result)
  const reasons = new Map<string, string[]>()
  for (const { status, name, note } of rows) {
    if (status === 'does not apply') reasons.set(note, [...(reasons.get(note) ?? []), name])
  }
  const notes = [...reasons].flatMap(([note, names]) => dimmed(`${names.join('; ')}${said(': ')}${note}`, style))
  return titled(
    'Cross-checks: figures against independent sources',
    [...textTable(columns, rows, style), ...notes],
    style,
  )
}

const CHECK_INKS: Readonly<Record<CrossCheckRow['status'], Ink>> = {
  ok: 'green',
  failed: 'red',
  'does not apply': 'dim',
}

/** One line a tier: what its source told, and how far the parts add up. */
export const tierLines = (result: Result, style: TextStyle): string[] => {
  const { tiers, reconciliation } = result
  if (tiers.every(({ count }) => count === 0)) return []
  const columns: readonly Column<TierLine>[] = [
    { head: 'tier', cell: ({ name }) => name },
    { head: 'source', cell: ({ source }) => source, spare: 2 },
    { head: 'count', cell: ({ count }) => countText(count), align: 'right' },
    {
      head: 'known',
      cell: ({ count, coverage }) => (count > 0 && coverage !== undefined ? roundShareText(coverage) : NOTHING),
      align: 'right',
      spare: 3,
      note: COLUMN_MEANINGS.known,
    },
    {
      head: 'below 0',
      cell: ({ clipped }) => (clipped === undefined ? NOTHING : countText(clipped)),
      align: 'right',
      spare: 5,
      note: COLUMN_MEANINGS['below 0'],
    },
    { head: 'mean', cell: ({ exclusive }) => figure(exclusive, 'mean'), align: 'right' },
    ...percentiles(({ exclusive }: TierLine) => exclusive),
  ]
  const lines = textTable(columns, [...tiers, ...result.tierEvidence], style)
  for (const note of tierNotes(result)) lines.push(...dimmed(note, style))
  if (reconciliation) {
    const { tiersMeanUs, serviceMeanUs, requests } = reconciliation
    const text = say`The parts' means add up to ${durationText(tiersMeanUs)} of a mean service time of ${durationText(serviceMeanUs)}, over ${countText(requests)} requests of which all are known.`
    lines.push(...dimmed(text, style))
  }
  return titled('Tiers over the whole run: time exclusive of the tiers behind', lines, style)
}

const percentiles = <Row>(of: (row: Row) => Distribution | null): Column<Row>[] => [
  { head: 'p50', cell: (row) => figure(of(row), 'p50'), align: 'right' },
  { head: 'p90', cell: (row) => figure(of(row), 'p90'), align: 'right', spare: 4 },
  { head: 'p95', cell: (row) => figure(of(row), 'p95'), align: 'right' },
  { head: 'p99', cell: (row) => figure(of(row), 'p99'), align: 'right' },
  { head: 'max', cell: (row) => figure(of(row), 'max'), align: 'right', spare: 1 },
]

const figure = (distribution: Distribution | null, statistic: keyof Distribution): string =>
  distribution ? durationText(distribution[statistic]) : NOTHING

const failures = (failed: number, style: TextStyle): string =>
  failed > 0 ? paint(style, 'red', countText(failed)) : '0'

const MARK_INK: Readonly<Record<SloRow['status'], Ink>> = { pass: 'green', fail: 'red', inconclusive: 'yellow' }

const mark = (status: SloRow['status'], style: TextStyle): string =>
  paint(style, MARK_INK[status], style.unicode ? MARKS[status].sign : MARKS[status].ascii)

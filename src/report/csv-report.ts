import { connectionRows } from './connection-rows.js'
import { printable } from './printable.js'
import type { Renderer } from './renderer.js'
import type { Distribution, Result } from './result.js'

/** `report.csv`: steps, scenarios and tiers in long form, one figure a line (RFC 4180). */
export const csvReport: Renderer = {
  needs: 'result',
  file: 'report.csv',
  readers: 'programs',
  render: (result) => [HEAD, ...rowsOf(result)].map((row) => `${row.map(cell).join(',')}\r\n`).join(''),
}

type Row = readonly (string | number)[]

const HEAD: Row = ['kind', 'name', 'tier', 'series', 'statistic', 'value', 'unit']

const rowsOf = ({ steps, scenarios, tiers, connections }: Result): Row[] => [
  ...steps.flatMap((step) => [
    ['step', step.name, '', 'requests', 'count', step.count, 'requests'],
    ['step', step.name, '', 'requests', 'failed', step.failed, 'requests'],
    ['step', step.name, '', 'requests', 'bytes_in', step.bytesIn, 'bytes'],
    ['step', step.name, '', 'requests', 'bytes_out', step.bytesOut, 'bytes'],
    ...statistics(['step', step.name, '', 'response'], step.response),
    ...statistics(['step', step.name, '', 'service'], step.service),
    ...tiers.flatMap(({ name }) => statistics(['step', step.name, name, 'exclusive'], step.tiers[name])),
  ]),
  ...scenarios.flatMap(({ name, count, failed, response }) => [
    ['scenario', name, '', 'felt', 'count', count, 'durations'],
    ['scenario', name, '', 'felt', 'failed', failed, 'durations'],
    ...statistics(['scenario', name, '', 'response'], response),
  ]),
  ...tiers.flatMap(({ name, coverage, clipped, exclusive }) => [
    ['tier', '', name, 'source', 'coverage', coverage, 'ratio'],
    ['tier', '', name, 'source', 'clipped', clipped, 'requests'],
    ...statistics(['tier', '', name, 'exclusive'], exclusive),
  ]),
  ...connectionRows(connections).flatMap(({ series, times, peakPerSec }) => [
    ['connection', series, '', 'opened', 'peak_per_second', peakPerSec, 'connections'],
    ...statistics(['connection', series, '', 'duration'], times),
  ]),
]

const statistics = (key: Row, distribution: Distribution | null | undefined): Row[] =>
  Object.entries(distribution ?? {}).map(([statistic, value]) => [
    ...key,
    statistic,
    value,
    statistic === 'count' ? 'samples' : 'us',
  ])

// A spreadsheet runs what begins like a formula, and step names may come from a user's own module.
const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value)
  const text = printable(value).replace(/^[=+\-@]/, "'$&")
  return /[",\s]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

import Table from 'cli-table3'
import { said } from '../language/said.js'
import { printable } from './printable.js'
import type { TextStyle } from './renderer.js'
import { clipped, dimmed, paint } from './text-style.js'

/** One column of a table: its head, and what it shows of a row. */
export interface Column<Row> {
  readonly head: string
  readonly cell: (row: Row) => string
  readonly align?: 'left' | 'right'
  /** Left out where the terminal is too narrow, highest number first; without one the column always stays. */
  readonly spare?: number
  /** What the head means; stands below the table wherever the column is shown. */
  readonly note?: string
  /** Text of any length, cut where the terminal is too narrow. */
  readonly elastic?: boolean
}

/** A table with a line below its head, as wide as the terminal lets it. */
export const textTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], style: TextStyle): string[] => {
  let lines: string[] = []
  let shown = columns
  for (const attempt of attempts(columns)) {
    lines = filled(attempt, rows, style).toString().split('\n')
    shown = attempt.columns
    // The line below the head is as wide as the table, in characters of one column each.
    if ((lines[1] ?? '').length <= style.columns) break
  }
  const notes = shown.flatMap(({ head, note }) =>
    note === undefined ? [] : dimmed(`${said(head)}${said(': ')}${said(note)}`, style),
  )
  return [...lines.map((line, index) => (index === 1 ? paint(style, 'dim', line) : line.trimEnd())), ...notes]
}

interface Attempt<Row> {
  readonly columns: readonly Column<Row>[]
  /** Characters of an elastic cell. */
  readonly longest: number
}

const LONGEST = [60, 40, 32, 24, 16, 10] as const

function* attempts<Row>(columns: readonly Column<Row>[]): Generator<Attempt<Row>> {
  const spares = columns.flatMap(({ spare }) => spare ?? []).sort((a, b) => b - a)
  for (const limit of [Number.POSITIVE_INFINITY, ...spares]) {
    const kept = columns.filter(({ spare }) => spare === undefined || spare < limit)
    yield { columns: kept, longest: LONGEST[0] }
  }
  const least = columns.filter(({ spare }) => spare === undefined)
  for (const longest of LONGEST) yield { columns: least, longest }
}

const filled = <Row>({ columns, longest }: Attempt<Row>, rows: readonly Row[], style: TextStyle) => {
  const table = new Table({
    head: columns.map(({ head }) => paint(style, 'dim', said(head))),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: { ...NO_LINES, mid: '─', 'mid-mid': '──' },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  })
  for (const row of rows) {
    table.push(columns.map(({ cell, elastic }) => (elastic ? clipped(printable(cell(row)), longest) : cell(row))))
  }
  return table
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const

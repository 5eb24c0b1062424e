import Table from 'cli-table3'
import { printable } from './printable.js'
import type { TextStyle } from './renderer.js'
import { clipped, paint } from './text-style.js'

/** One column of a table: its head, and what it shows of a row. */
export interface Column<Row> {
  readonly head: string
  readonly cell: (row: Row) => string
  readonly align?: 'left' | 'right'
  /** Left out where the terminal is too narrow, highest number first; without one the column always stays. */
  readonly spare?: number
  /** Text of any length, cut where the terminal is too narrow. */
  readonly elastic?: boolean
}

/** A table with a line below its head, as wide as the terminal lets it. */
export const textTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], style: TextStyle): string[] => {
  for (const attempt of attempts(columns)) {
    const table = filled(attempt.columns, rows, attempt.longest, style)
    if (table.width <= style.columns || attempt.isLast)
      return table
        .toString()
        .split('\n')
        .map((line) => line.trimEnd())
  }
  return []
}

interface Attempt<Row> {
  readonly columns: readonly Column<Row>[]
  readonly longest: number
  readonly isLast: boolean
}

const LONGEST = [60, 40, 32, 24, 16, 10]

function* attempts<Row>(columns: readonly Column<Row>[]): Generator<Attempt<Row>> {
  const spares = columns.flatMap(({ spare }) => spare ?? []).sort((a, b) => b - a)
  for (const limit of [Number.POSITIVE_INFINITY, ...spares]) {
    const kept = columns.filter(({ spare }) => spare === undefined || spare < limit)
    yield { columns: kept, longest: LONGEST[0] ?? 60, isLast: false }
  }
  const least = columns.filter(({ spare }) => spare === undefined)
  for (const longest of LONGEST) yield { columns: least, longest, isLast: longest === LONGEST.at(-1) }
}

const filled = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], longest: number, style: TextStyle) => {
  const table = new Table({
    head: columns.map(({ head }) => paint(style, 'dim', head)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: { ...NO_LINES, mid: paint(style, 'dim', '─'), 'mid-mid': paint(style, 'dim', '──') },
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

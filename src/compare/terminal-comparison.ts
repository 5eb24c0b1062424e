import { hanging, wrapped } from '../base/wrapped-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { printable } from '../report/printable.js'
import type { TextStyle } from '../report/renderer.js'
import { asciiText, bullet, dimmed, type Ink, paint, titled } from '../report/text-style.js'
import { type Column, textTable } from '../report/text-table.js'
import type { Change, ComparedRow, Comparison, RuleResult } from './comparison.js'
import {
  callText,
  changeInterval,
  changeText,
  figureText,
  meaningOf,
  nameText,
  notesOf,
  READING,
  runText,
  STATUS_WORDS,
  toneOf,
  unitOf,
} from './comparison-text.js'

/** A comparison as a terminal shows it: what came of the rules first, then row by row. */
export const terminalComparison = (comparison: Comparison, style: TextStyle): string => {
  const sections = [
    headLines(comparison, style),
    ruleLines(comparison, style),
    rowLines(comparison, style),
    dimmed(said(READING), style),
  ]
  const text = `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
  return style.unicode ? text : asciiText(text)
}

const INKS: Readonly<Record<Comparison['status'], Ink>> = {
  pass: 'green',
  fail: 'red',
  inconclusive: 'yellow',
  invalid: 'red',
}

const headLines = (comparison: Comparison, style: TextStyle): string[] => {
  const { status, base, new: other } = comparison
  const runs = (title: string, side: Comparison['base']): string[] =>
    side.flatMap((run) => hanging(`${title} `, printable(runText(run)), style.columns))
  return [
    paint(style, INKS[status], said(STATUS_WORDS[status].title).toUpperCase()),
    ...wrapped(meaningOf(comparison), style.columns),
    ...runs(say`base`, base),
    ...runs(say`new `, other),
    ...notesOf(comparison).flatMap((note) => bullet(printable(note), style.columns)),
  ]
}

const RULE_INKS: Readonly<Record<RuleResult['status'], Ink>> = { kept: 'green', broken: 'red', open: 'yellow' }

const ruleLines = ({ rules }: Comparison, style: TextStyle): string[] => {
  if (rules.length === 0) return []
  const columns: readonly Column<RuleResult>[] = [
    { head: '', cell: ({ status }) => paint(style, RULE_INKS[status], said(status)) },
    { head: 'fail if', cell: ({ expression }) => expression, elastic: true },
    { head: 'change', cell: ({ change, unit }) => changeText(change, unit), align: 'right' },
    { head: '95 % interval', cell: ({ interval, unit }) => changeInterval(interval, unit), align: 'right' },
  ]
  return titled(
    'Rules: broken if all of the interval is beyond, kept if none of it',
    textTable(columns, rules, style),
    style,
  )
}

type Line = Change & Pick<ComparedRow, 'name' | 'kind'>

const rowLines = ({ rows }: Comparison, style: TextStyle): string[] => {
  const lines: Line[] = rows.flatMap(({ name, kind, changes }) =>
    changes.map((change, at) => ({ ...change, kind, name: at > 0 ? '' : nameText({ name, kind }) })),
  )
  const columns: readonly Column<Line>[] = [
    { head: 'what', cell: ({ name }) => name, elastic: true },
    { head: '', cell: ({ figure }) => said(figure) },
    { head: 'base', cell: (line) => figureText(line.base, line.figure), align: 'right' },
    { head: 'new', cell: (line) => figureText(line.new, line.figure), align: 'right' },
    { head: 'change', cell: ({ change, figure }) => changeText(change, unitOf(figure)), align: 'right' },
    {
      head: '95 % interval',
      cell: ({ interval, figure }) => changeInterval(interval, unitOf(figure)),
      align: 'right',
      spare: 1,
    },
    { head: '', cell: (line) => paint(style, CALL_INKS[toneOf(line)], callText(line)) },
  ]
  return titled('Changes', textTable(columns, lines, style), style)
}

const CALL_INKS: Readonly<Record<ReturnType<typeof toneOf>, Ink>> = { worse: 'red', better: 'green', none: 'dim' }

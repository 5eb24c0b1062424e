import { wrapped } from '../../base/wrapped-text.js'
import { said } from '../../language/said.js'
import { printable } from '../../report/printable.js'
import type { TextStyle } from '../../report/renderer.js'
import { asciiText, bullet, dimmed, type Ink, paint, titled } from '../../report/text-style.js'
import { type Column, textTable } from '../../report/text-table.js'
import type { PlannedTier } from '../analysis.js'
import type { CapacityResult, CapacityStep, CapacityVerdict } from '../capacity-result.js'
import { PLAN_COLUMNS, planNotes, planTitle, tierLines, whatIfLines } from './analysis-lines.js'
import { identityFacts, STEP_NOTES, stepDoubts, TITLES, witnessLines } from './capacity-words.js'
import { scalingLines } from './scaling-lines.js'
import { stepColumns } from './step-cells.js'

const NARROWEST = 60

/** The capacity as a terminal shows it: the answer first, then the steps that it rests on. */
export const terminalCapacity = (result: CapacityResult, wanted: TextStyle): string => {
  const style = { ...wanted, columns: Math.max(wanted.columns, NARROWEST) }
  const sections = [
    answerLines(result, style),
    stepLines(result, style),
    remarkLines('Tiers, the one that gives way first on top', tierLines(result), style),
    planLines(result, style),
    remarkLines('What if', whatIfLines(result), style),
    remarkLines('Scaling', scalingLines(result), style),
    remarkLines('Doubts', stepDoubts(result), style),
    remarkLines('Witness', witnessLines(result), style),
  ]
  const text = `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
  return style.unicode ? text : asciiText(text)
}

const INKS: Readonly<Record<CapacityVerdict['status'], Ink>> = {
  held: 'green',
  missed: 'red',
  undecided: 'yellow',
  invalid: 'red',
  interrupted: 'yellow',
}

const answerLines = (result: CapacityResult, style: TextStyle): string[] => {
  const { status, answer, reasons } = result.verdict
  const head = said(TITLES[status]).toUpperCase()
  const [first = '', ...more] = wrapped(said(answer), style.columns, ' '.repeat(head.length + 2))
  return [
    `${paint(style, INKS[status], head)}${first.slice(head.length)}`,
    ...more,
    ...reasons.flatMap((reason) => bullet(printable(said(reason)), style.columns)),
    ...dimmed(identityFacts(result).map(printable).join(' · '), style),
  ]
}

const stepLines = (result: CapacityResult, style: TextStyle): string[] => {
  const columns = stepColumns(result).map(
    ({ head, cell, spare }, at): Column<CapacityStep> => ({
      head,
      cell,
      align: at === 1 ? 'left' : 'right',
      ...(spare !== undefined && { spare }),
    }),
  )
  const notes = STEP_NOTES.flatMap((note) => dimmed(said(note), style))
  return result.steps.length === 0
    ? []
    : titled('Load steps', [...textTable(columns, result.steps, style), ...notes], style)
}

const planLines = (result: CapacityResult, style: TextStyle): string[] => {
  const title = planTitle(result)
  if (title === undefined) return []
  const columns = PLAN_COLUMNS.map(
    ({ head, cell }, at): Column<PlannedTier> => ({
      head,
      cell,
      align: at === 0 || head === 'binding' ? 'left' : 'right',
    }),
  )
  const notes = planNotes(result).flatMap((note) => dimmed(note, style))
  return titled(title, [...textTable(columns, result.analysis?.plan.tiers ?? [], style), ...notes], style)
}

const remarkLines = (title: string, remarks: readonly string[], style: TextStyle): string[] => {
  const lines = remarks.flatMap((text) => bullet(printable(text), style.columns))
  return lines.length === 0 ? [] : titled(title, lines, style)
}

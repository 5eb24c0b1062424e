import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { prose, table } from '../../report/markdown.js'
import type { CapacityResult } from '../capacity-result.js'
import {
  ASSUMPTION_NOTE,
  demandNotes,
  PLAN_COLUMNS,
  PREDICTION_NOTE,
  planNotes,
  planTitle,
  tierLines,
  whatIfLines,
} from './analysis-lines.js'
import { identityFacts, STEP_NOTES, stepDoubts, TITLES, witnessLines } from './capacity-words.js'
import { ASSUMPTION_COLUMNS, DEMAND_COLUMNS, type ModelColumn, PREDICTION_COLUMNS } from './model-columns.js'
import { scalingLines } from './scaling-lines.js'
import { stepColumns } from './step-cells.js'

/** The capacity as Markdown, for a pull request or a wiki. */
export const markdownCapacity = (result: CapacityResult): string => {
  const { status, answer, reasons } = result.verdict
  const columns = stepColumns(result)
  const rows = result.steps.map((step) => columns.map(({ cell }) => prose(cell(step))))
  const blocks = [
    `## ${say`Capacity: ${said(TITLES[status])}`}`,
    `**${prose(said(answer))}**`,
    list(reasons.map(said)),
    identityFacts(result).map(prose).join(' · '),
    table(
      columns.map(({ head }) => prose(said(head))),
      rows,
    ),
    STEP_NOTES.map(said).join(' '),
    heading('Tiers, the one that gives way first on top', list(tierLines(result))),
    planOf(result),
    heading('What if', list(whatIfLines(result))),
    heading('Scaling', list(scalingLines(result))),
    ...modelBlocks(result),
    list([...stepDoubts(result), ...witnessLines(result)]),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

const heading = (title: string, body: string): string => (body === '' ? '' : `### ${said(title)}\n\n${body}`)

const planOf = (result: CapacityResult): string => {
  const title = planTitle(result)
  if (title === undefined) return ''
  return heading(title, tableOf(PLAN_COLUMNS, result.analysis?.plan.tiers ?? [], planNotes(result)))
}

const modelBlocks = (result: CapacityResult): readonly string[] => {
  const { analysis } = result
  if (!analysis) return []
  const { demands, predictions, assumptions } = analysis
  return [
    heading('What requests ask of the tiers', tableOf(DEMAND_COLUMNS, demands, demandNotes(result))),
    heading('Response, measured and predicted', tableOf(PREDICTION_COLUMNS, predictions, [said(PREDICTION_NOTE)])),
    heading('What the answer rests on', tableOf(ASSUMPTION_COLUMNS, assumptions, [said(ASSUMPTION_NOTE)])),
  ]
}

const tableOf = <Row>(columns: readonly ModelColumn<Row>[], rows: readonly Row[], notes: readonly string[]): string => {
  const cells = rows.map((row) => columns.map(({ cell }) => prose(cell(row))))
  return [
    table(
      columns.map(({ head }) => head),
      cells,
    ),
    ...notes.map(prose),
  ].join('\n\n')
}

const list = (texts: readonly string[]): string => texts.map((text) => `- ${prose(text)}`).join('\n')

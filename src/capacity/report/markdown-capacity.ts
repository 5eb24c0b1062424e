import { prose, table } from '../../report/markdown.js'
import type { CapacityResult } from '../capacity-result.js'
import {
  PLAN_COLUMNS,
  planNotes,
  planTitle,
  predictionLines,
  scalingLines,
  tierLines,
  whatIfLines,
} from './analysis-lines.js'
import { identityFacts, STEP_NOTES, stepDoubts, TITLES, witnessLines } from './capacity-words.js'
import { stepColumns } from './step-cells.js'

/** The capacity as Markdown, for a pull request or a wiki. */
export const markdownCapacity = (result: CapacityResult): string => {
  const { status, answer, reasons } = result.verdict
  const columns = stepColumns(result)
  const rows = result.steps.map((step) => columns.map(({ cell }) => prose(cell(step))))
  const blocks = [
    `## Capacity: ${TITLES[status]}`,
    `**${prose(answer)}**`,
    list(reasons),
    identityFacts(result).map(prose).join(' · '),
    table(
      columns.map(({ head }) => prose(head)),
      rows,
    ),
    STEP_NOTES.join(' '),
    heading('Tiers, the one that gives way first on top', list(tierLines(result))),
    planOf(result),
    heading('What if', list(whatIfLines(result))),
    heading('Scaling', list(scalingLines(result))),
    heading('Mean response, measured and predicted', list(predictionLines(result))),
    list([...stepDoubts(result), ...witnessLines(result)]),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

const heading = (title: string, body: string): string => (body === '' ? '' : `### ${title}\n\n${body}`)

const planOf = (result: CapacityResult): string => {
  const title = planTitle(result)
  if (title === undefined) return ''
  const rows = (result.analysis?.plan.tiers ?? []).map((tier) => PLAN_COLUMNS.map(({ cell }) => prose(cell(tier))))
  return heading(
    title,
    [
      table(
        PLAN_COLUMNS.map(({ head }) => head),
        rows,
      ),
      ...planNotes(result).map(prose),
    ].join('\n\n'),
  )
}

const list = (texts: readonly string[]): string => texts.map((text) => `- ${prose(text)}`).join('\n')

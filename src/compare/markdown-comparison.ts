import { pluralText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { code, details, prose, table } from '../report/markdown.js'
import type { Change, ComparedRow, Comparison } from './comparison.js'
import {
  callText,
  changeInterval,
  changeText,
  figureText,
  meaningOf,
  notesOf,
  READING,
  STATUS_WORDS,
  toneOf,
  unitOf,
} from './comparison-text.js'

const SIGNS = { pass: '✅', fail: '❌', inconclusive: '❔', invalid: '⚠️' } as const
const RULE_SIGNS = { kept: '✅', broken: '❌', open: '❔' } as const
const TONES = { worse: '🔺', better: '🔽', none: '' } as const

/** A comparison fit for a comment on a pull request: rules and what changed are open, all else is folded. */
export const markdownComparison = (comparison: Comparison): string => {
  const { status, rules, rows } = comparison
  const changed = linesOf(rows).filter(([change]) => toneOf(change) !== 'none')
  const blocks = [
    `## ${SIGNS[status]} ${say`Load test compared: ${said(STATUS_WORDS[status].title)}`}\n\n${meaningOf(comparison)}`,
    sidesText(comparison),
    notesOf(comparison)
      .map((note) => `- ${prose(note)}`)
      .join('\n'),
    table(
      ['', 'fail if', 'change', '95 % interval'],
      rules.map(({ status, expression, change, interval, unit }) => [
        RULE_SIGNS[status],
        code(expression),
        changeText(change, unit),
        changeInterval(interval, unit),
      ]),
    ),
    changed.length === 0 ? `**${say`Nothing changed beyond noise.`}**` : tableOf(changed),
    details(say`All ${pluralText(linesOf(rows).length, 'figure')}`, tableOf(linesOf(rows))),
    `<sub>${said(READING)} tatami-load ${code(comparison.tool.version)}</sub>`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

type Line = readonly [change: Change, row: ComparedRow]

const linesOf = (rows: readonly ComparedRow[]): readonly Line[] =>
  rows.flatMap((row) => row.changes.map((change) => [change, row] as const))

const tableOf = (lines: readonly Line[]): string =>
  table(
    ['step', 'kind', 'base', 'new', 'change', '95 % interval', 'result'],
    lines.map(([change, { name, kind }]) => [
      `${code(kind === 'all' ? said(name) : name)}${kind === 'felt' ? say` (felt)` : ''}`,
      said(change.figure),
      figureText(change.base, change.figure),
      figureText(change.new, change.figure),
      changeText(change.change, unitOf(change.figure)),
      changeInterval(change.interval, unitOf(change.figure)),
      `${TONES[toneOf(change)]} ${callText(change)}`.trim(),
    ]),
  )

const sidesText = ({ base, new: other }: Comparison): string => {
  const text = (runs: Comparison['base']): string => runs.map(({ dir }) => code(dir)).join(', ')
  return `${say`base`} ${text(base)} · ${say`new`} ${text(other)} · ${code(base[0]?.profile ?? '')}`
}

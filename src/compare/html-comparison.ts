import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { instantText } from '../report/format.js'
import { html, type Markup } from '../report/html/markup.js'
import { htmlDocument } from '../report/html/page.js'
import { seriesInk, spectrumFigure } from '../report/html/spectrum-chart.js'
import { htmlTable } from '../report/html/table.js'
import { verdictPanel } from '../report/html/verdict-panel.js'
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
  STATUS_WORDS,
  toneOf,
  unitOf,
} from './comparison-text.js'

/** A comparison as a page: rules, changes, and both sides' latency by percentile in one chart a row. */
export const htmlComparison = (comparison: Comparison): string => {
  const { status, tool } = comparison
  const { title } = STATUS_WORDS[status]
  const body = html`<header>
<p class="kicker">${say`Comparison of load tests`}</p>
<h1>${say`${comparison.base[0]?.profile ?? ''}: new against base`}</h1>
</header>
<main>
${verdictPanel({ status, title, meaning: meaningOf(comparison), reasons: notesOf(comparison) })}
<section id="runs"><h2>${say`Runs`}</h2>${runs(comparison)}</section>
${rules(comparison)}
<section id="changes"><h2>${say`Changes`}</h2><p>${said(READING)}</p>${changes(comparison)}</section>
<section id="spectrum"><h2>${say`Latency by percentile`}</h2><p>${say`Both sides in one chart, each over all of its runs. Read a line at a percentile: that share of the requests was answered within the time at its height.`}</p><div class="pair">${comparison.rows.flatMap((row) => overlay(row) ?? [])}</div></section>
</main>
<footer>${say`Made by tatami-load ${tool.version}.`}</footer>`
  return `${htmlDocument(`${said(title)} – ${say`comparison`} – tatami-load`, body).markup}\n`
}

const runs = ({ base, new: other }: Comparison): Markup => {
  const rows = [...base.map((run) => ({ ...run, side: 'base' })), ...other.map((run) => ({ ...run, side: 'new' }))]
  return htmlTable<(typeof rows)[number]>(
    [
      { head: 'Side', cell: ({ side }) => said(side) },
      { head: 'Folder', cell: ({ dir }) => html`<code>${dir}</code>` },
      { head: 'Profile', cell: ({ profile }) => profile },
      { head: 'Target', cell: ({ target }) => target },
      { head: 'Started', cell: ({ startedAt }) => instantText(startedAt) },
      { head: 'Verdict', cell: ({ verdict }) => said(verdict) },
    ],
    rows,
    ({ side }) => side,
  )
}

const RULE_WORDS = { kept: ['pass', 'kept'], broken: ['fail', 'broken'], open: ['inconclusive', 'open'] } as const

const rules = ({ rules }: Comparison): Markup | undefined =>
  rules.length === 0
    ? undefined
    : html`<section id="rules"><h2>${say`Rules`}</h2><p>${say`Broken only if all of the interval is beyond the rule's bound, kept only if none of it is.`}</p>${htmlTable<RuleResult>(
        [
          { head: 'Fail if', cell: ({ expression }) => html`<code>${expression}</code>` },
          {
            head: 'Result',
            cell: ({ status }) =>
              html`<span class="badge ${RULE_WORDS[status][0]}">${said(RULE_WORDS[status][1])}</span>`,
          },
          { head: 'Change', cell: ({ change, unit }) => changeText(change, unit), kind: 'number' },
          { head: '95 % interval', cell: ({ interval, unit }) => changeInterval(interval, unit), kind: 'number' },
        ],
        rules,
      )}</section>`

type Line = Change & Pick<ComparedRow, 'name' | 'kind' | 'over'>

const TONES = { worse: 'badge fail', better: 'badge pass', none: '' } as const

const changes = ({ rows }: Comparison): Markup =>
  htmlTable<Line>(
    [
      {
        head: 'What',
        cell: ({ name, kind }) =>
          html`<code>${kind === 'all' ? said(name) : name}</code>${kind === 'felt' ? say` (felt)` : ''}`,
      },
      { head: 'Figure', cell: ({ figure }) => said(figure) },
      { head: 'Base', cell: (line) => figureText(line.base, line.figure), kind: 'number' },
      { head: 'New', cell: (line) => figureText(line.new, line.figure), kind: 'number' },
      { head: 'Change', cell: ({ change, figure }) => changeText(change, unitOf(figure)), kind: 'number' },
      {
        head: '95 % interval',
        cell: ({ interval, figure }) => changeInterval(interval, unitOf(figure)),
        kind: 'number',
      },
      { head: 'Result', cell: (line) => html`<span class="${TONES[toneOf(line)]}">${callText(line)}</span>` },
      { head: 'Over', cell: ({ over }) => said(over), kind: 'spare' },
    ],
    rows.flatMap(({ name, kind, over, changes }) => changes.map((change) => ({ ...change, name, kind, over }))),
    ({ kind, name }) => `${kind} ${name}`,
  )

const overlay = ({ name, kind, samples, spectra }: ComparedRow): Markup | undefined => {
  if (kind === 'all') return undefined
  const sides = (['base', 'new'] as const).map((side, index) => ({
    name: said(side),
    count: Math.max(1, samples[side]),
    spectrum: spectra[side],
    ink: seriesInk(index),
    goals: [],
  }))
  const title = nameText({ name, kind })
  const figure = spectrumFigure(say`Latency by percentile of ${title}, base and new`, sides, 'half')
  return figure && html`<div class="panel"><h3>${title}</h3>${figure}</div>`
}

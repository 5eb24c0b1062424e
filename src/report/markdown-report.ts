import { bytesText, countText, durationText, pluralText, rateText, shareText, spanText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { clockText, confidenceText, cpuText, measuredText, methodText, NOTHING, roundShareText } from './format.js'
import { FAILURE_MEANINGS } from './glossary.js'
import { keyFigures } from './key-figures.js'
import { code, details, prose, table } from './markdown.js'
import { markdownCrossChecks } from './markdown-cross-checks.js'
import { markdownEvents } from './markdown-events.js'
import { markdownNodes } from './markdown-nodes.js'
import { markdownOperations } from './markdown-operations.js'
import type { Renderer } from './renderer.js'
import type { Distribution, Result } from './result.js'
import { termsOf, tierNotes } from './terms.js'
import { clipped } from './text-style.js'
import { meaningOf, REHEARSAL_NOTE, remarkOf, VERDICT_WORDS } from './verdict-words.js'
import { warningGroups } from './warning-groups.js'

/** `report.md`: fit for a comment on a pull request, what fills pages is folded. */
export const markdownReport: Renderer = {
  needs: 'result',
  file: 'report.md',
  readers: 'people',
  render: (result) => {
    const blocks = [
      heading(result),
      summary(result),
      result.target.kind === 'rehearsal' ? `_${say`Rehearsal.`} ${said(REHEARSAL_NOTE)}_` : '',
      reasons(result),
      slos(result),
      warnings(result),
      steps(result),
      tiers(result),
      markdownNodes(result),
      markdownOperations(result),
      markdownEvents(result),
      errors(result),
      markdownCrossChecks(result),
      glossary(result),
      footer(result),
    ]
    return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
  },
}

const SIGNS = { pass: '✅', fail: '❌', inconclusive: '❔', invalid: '⚠️', interrupted: '⚠️' } as const

const heading = ({ verdict }: Result): string => {
  const { status } = verdict
  const { title } = VERDICT_WORDS[status]
  return `## ${SIGNS[status]} ${say`Load test: ${said(title)}`}\n\n${meaningOf(verdict)}`
}

const summary = (result: Result): string => {
  const { users, plan, requests, profile, target } = result
  const { requestsPerSec, rateOver, errorShare } = keyFigures(result)
  const facts = [
    say`${code(profile)}: **${countText(users.peak)}** of ${countText(users.planned)} users`,
    say`ramp ${spanText(plan.ramp.durationUs)}, hold ${spanText(plan.holdUs)}`,
    say`${countText(requests.sent)} requests${requestsPerSec === undefined ? '' : say`, ${rateText(requestsPerSec)} over the ${said(rateOver)}`}`,
    ...(errorShare === undefined ? [] : [say`**${shareText(errorShare)}** failed over the whole run`]),
    `${said(target.kind)} ${code(target.url)}`,
    ...(plan.faults.length > 0 ? [say`faults ${code(plan.faults.join(', '))}`] : []),
  ]
  return facts.join(' · ')
}

const reasons = ({ verdict }: Result): string => verdict.reasons.map((reason) => `- ${prose(said(reason))}`).join('\n')

const slos = ({ verdict }: Result): string =>
  table(
    ['', 'SLO', 'over', 'measured', '95 % interval', 'by', 'samples'],
    verdict.slos.map((slo) => [
      SIGNS[slo.status],
      code(slo.expression),
      said(slo.over),
      measuredText(slo),
      confidenceText(slo),
      methodText(slo),
      [countText(slo.samples), remarkOf(slo)].filter((text) => text !== '').join(', '),
    ]),
  )

const warnings = (result: Result): string => {
  const lines = warningGroups(result).flatMap((group) =>
    group.texts.map((text) => `- ${prose(said(group.title))} (${code(group.code)})${said(': ')}${prose(said(text))}`),
  )
  return lines.length === 0 ? '' : details(`⚠️ ${pluralText(lines.length, 'warning')}`, lines.join('\n'))
}

const steps = ({ steps, scenarios }: Result): string => {
  const felt = scenarios.map((row) => ({ ...row, name: say`${row.name} (felt)` }))
  const rows = [...felt, ...steps].map(({ name, count, failed, response }) => [
    code(name),
    countText(count),
    countText(failed),
    ...figures(response),
  ])
  return rows.length === 0
    ? ''
    : details(
        say`${pluralText(steps.length, 'step')}, over the whole run`,
        table(['step', 'count', 'failed', ...FIGURES], rows),
      )
}

const tiers = (result: Result): string => {
  const { tiers, reconciliation } = result
  if (tiers.every(({ count }) => count === 0)) return ''
  const rows = tiers.map(({ name, count, coverage, exclusive }) => [
    name,
    countText(count),
    count > 0 ? roundShareText(coverage) : NOTHING,
    ...figures(exclusive),
  ])
  const sum = reconciliation
    ? `\n\n${say`The parts' means add up to ${durationText(reconciliation.tiersMeanUs)} of ${durationText(reconciliation.serviceMeanUs)}.`}`
    : ''
  const notes = tierNotes(result).map((note) => `\n\n${prose(note)}`)
  return details(
    say`Tiers, over the whole run`,
    `${table(['tier', 'count', 'known', ...FIGURES], rows)}${notes.join('')}${sum}`,
  )
}

const errors = ({ errors }: Result): string => {
  if (errors.length === 0) return ''
  const rows = errors.map(({ kind, count, examples: [first] }) => [
    code(kind),
    countText(count),
    said(FAILURE_MEANINGS[kind]),
    first ? say`${code(first.step)} at ${clockText(first.atUs)}: ${prose(clipped(said(first.message), 200))}` : '',
  ])
  return details(
    say`${pluralText(errors.length, 'kind of error', 'kinds of errors')}, over the whole run`,
    table(['kind', 'count', 'meaning', 'example'], rows),
  )
}

const glossary = (result: Result): string =>
  details(
    say`How to read this`,
    termsOf(result)
      .map(([term, meaning]) => `- **${prose(term)}**${said(': ')}${prose(meaning)}`)
      .join('\n'),
  )

const footer = ({ generator, seed, tool, startedAt }: Result): string => {
  const lag = generator.lag ? say`schedule lag p99 ${durationText(generator.lag.p99)}, ` : ''
  const machine = say`${lag}CPU ${cpuText(generator.cpuSeconds)}, memory ${bytesText(generator.rssBytes)}`
  return `<sub>${pluralText(generator.shards, 'shard')}, ${machine} · ${say`seed ${seed}`} · ${code(startedAt)} · tatami-load ${code(tool.version)}</sub>`
}

const FIGURES = ['p50', 'p95', 'p99', 'max'] as const

const figures = (distribution: Distribution | null): string[] =>
  FIGURES.map((name) => (distribution ? durationText(distribution[name]) : NOTHING))

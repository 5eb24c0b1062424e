import { countText, rateText, shareText, spanText } from '../base/quantity-text.js'
import { wrapped } from '../base/wrapped-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { instantText } from './format.js'
import { keyFigures } from './key-figures.js'
import { printable } from './printable.js'
import { FILE_STYLE, type Renderer, type TextStyle } from './renderer.js'
import type { Result } from './result.js'
import { eventSection } from './terminal-events.js'
import { nodeLines } from './terminal-nodes.js'
import { errorLines, generatorLines, warningLines } from './terminal-notes.js'
import { operationCountLines } from './terminal-operations.js'
import { crossCheckLines, sloLines, stepLines, tierLines } from './terminal-tables.js'
import { asciiText, bullet, dimmed, type Ink, paint } from './text-style.js'
import { MARKS, meaningOf, REHEARSAL_NOTE, VERDICT_WORDS } from './verdict-words.js'

const NARROWEST = 60

/** The report as a terminal shows it: verdict and SLOs first, then steps, tiers, errors, generator and warnings. */
export const terminalReport: Renderer = {
  needs: 'result',
  file: 'report.txt',
  readers: 'people',
  render: (result, wanted = FILE_STYLE) => {
    const style = { ...wanted, columns: Math.max(wanted.columns, NARROWEST) }
    const sections = [
      verdictLines(result, style),
      sloLines(result, style),
      figureLines(result, style),
      stepLines(result, style),
      tierLines(result, style),
      nodeLines(result, style),
      operationCountLines(result, style),
      eventSection(result, style),
      errorLines(result, style),
      crossCheckLines(result, style),
      generatorLines(result, style),
      warningLines(result, style),
    ]
    const text = `${sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`
    return style.unicode ? text : asciiText(text)
  },
}

const INK_OF: Readonly<Record<Result['verdict']['status'], Ink>> = {
  pass: 'green',
  fail: 'red',
  inconclusive: 'yellow',
  invalid: 'red',
  interrupted: 'yellow',
}

const verdictLines = (result: Result, style: TextStyle): string[] => {
  const { status, reasons } = result.verdict
  const { title } = VERDICT_WORDS[status]
  const mark = style.unicode ? MARKS[status].sign : MARKS[status].ascii
  const head = `${mark} ${said(title).toUpperCase()}`
  const [first = '', ...more] = wrapped(meaningOf(result.verdict), style.columns, ' '.repeat(head.length + 2))
  return [
    `${paint(style, INK_OF[status], head)}${first.slice(head.length)}`,
    ...more,
    ...reasons.flatMap((reason) => bullet(printable(said(reason)), style.columns)),
    ...(result.target.kind === 'rehearsal' ? wrapped(say`Rehearsal. ${said(REHEARSAL_NOTE)}`, style.columns) : []),
    ...dimmed(identity(result), style),
  ]
}

const identity = ({ profile, target, users, plan, seed, startedAt, tags, tool }: Result): string => {
  const stages = say`ramp ${spanText(plan.ramp.durationUs)}, hold ${spanText(plan.holdUs)}`
  const labels = Object.entries(tags).map(([key, value]) => `${key}=${value}`)
  const facts = [
    say`${profile}: ${countText(users.planned)} users, ${stages}`,
    target.description === target.url ? target.url : `${target.url} (${said(target.description)})`,
    say`seed ${seed}`,
    ...labels,
    instantText(startedAt),
    `tatami-load ${tool.version}`,
  ]
  return facts.map(printable).join(' · ')
}

const figureLines = (result: Result, style: TextStyle): string[] => {
  const { requestsPerSec, rateOver, peakPerSec, errorShare } = keyFigures(result)
  const { users, requests } = result
  const facts = [
    say`users: peak ${countText(users.peak)} of ${countText(users.planned)}`,
    say`requests: ${countText(requests.sent)} sent, ${countText(requests.ok)} ok`,
    ...(requestsPerSec === undefined
      ? []
      : [say`${rateText(requestsPerSec)} over the ${said(rateOver)}, peak ${rateText(peakPerSec ?? 0)}`]),
    ...(errorShare === undefined ? [] : [say`${shareText(errorShare)} failed, over the whole run`]),
  ]
  return wrapped(facts.join(' · '), style.columns)
}

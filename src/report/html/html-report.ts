import { countText, spanText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { instantText } from '../format.js'
import type { Renderer } from '../renderer.js'
import type { Result } from '../result.js'
import { VERDICT_WORDS } from '../verdict-words.js'
import { assumptionSection } from './assumption-section.js'
import { bottleneckSection } from './bottleneck-section.js'
import { connectionSection } from './connection-section.js'
import { crossCheckSection } from './cross-check-section.js'
import { errorSection } from './error-section.js'
import { eventSection } from './event-section.js'
import { generatorSection } from './generator-section.js'
import { glossarySection } from './glossary-section.js'
import { limitSection } from './limit-section.js'
import { html, type Markup } from './markup.js'
import { methodSection } from './method-section.js'
import { nodeSection } from './node-section.js'
import { operationSection } from './operation-section.js'
import { htmlDocument } from './page.js'
import { reproductionSection } from './reproduction-section.js'
import { sloSection } from './slo-section.js'
import { spectrumSection } from './spectrum-section.js'
import { stepSection } from './step-section.js'
import { systemSection } from './system-section.js'
import { tierSection } from './tier-section.js'
import { timeSection } from './time-section.js'
import { verdictSection } from './verdict-section.js'
import { warningSection } from './warning-section.js'

/** `report.html`. */
export const htmlReport: Renderer = {
  needs: 'result',
  file: 'report.html',
  readers: 'people',
  render: (result) => htmlPage(result),
}

/** The page itself. */
export const htmlPage = (result: Result): string => `${page(result).markup}\n`

const page = (result: Result): Markup => {
  const sections = SECTIONS.flatMap(({ id, title, body }) => {
    const content = body(result)
    return content ? [{ id, title, content }] : []
  })
  const title = `${said(VERDICT_WORDS[result.verdict.status].title)} – ${result.profile} – tatami-load`
  const body = html`<header>
<p class="kicker">${say`Capacity report`} · Tatami ${result.plan.tatamiVersion}</p>
<h1>${heading(result)}</h1>
<p class="when">${instantText(result.startedAt)} · ${say`ran for ${spanText(result.durationUs)}`}</p>
</header>
<main>
${verdictSection(result)}
<nav aria-label="${say`Sections`}">${sections.map(({ id, title }, at) => html`<a href="#${id}">${at + 1} ${said(title)}</a>`)}</nav>
${sections.map(({ id, title, content }, at) => html`<section id="${id}"><h2><span class="place">${at + 1}</span>${said(title)}</h2>${content}</section>\n`)}
</main>
<footer>${say`Made by tatami-load ${result.tool.version} on Node ${result.tool.node}. Seed ${result.seed}: the same seed plans the same users, arrivals, actions and texts.`}</footer>`
  return htmlDocument(title, body)
}

const heading = ({ users, target }: Result): string => {
  const where = target.kind === 'rehearsal' ? say`the embedded rehearsal stack` : target.url
  return say`${countText(users.planned)} users against ${where}`
}

/** In the order of the page; a section without anything to show is left out. */
const SECTIONS: readonly {
  readonly id: string
  readonly title: string
  readonly body: (result: Result) => Markup | undefined
}[] = [
  { id: 'slos', title: 'Service level objectives', body: sloSection },
  { id: 'warnings', title: 'Warnings', body: warningSection },
  { id: 'assumptions', title: 'Assumptions', body: assumptionSection },
  { id: 'system', title: 'System under test', body: systemSection },
  { id: 'method', title: 'Method', body: methodSection },
  { id: 'cross-checks', title: 'Validity: cross-checks', body: crossCheckSection },
  { id: 'generator', title: 'Validity: the load generator', body: generatorSection },
  { id: 'time', title: 'Load and latency over time', body: timeSection },
  { id: 'spectrum', title: 'Latency by percentile', body: spectrumSection },
  { id: 'steps', title: 'Steps', body: stepSection },
  { id: 'connections', title: 'Connections', body: connectionSection },
  { id: 'errors', title: 'Errors', body: errorSection },
  { id: 'tiers', title: 'Time per tier', body: tierSection },
  { id: 'operations', title: 'Operations in the tiers', body: operationSection },
  { id: 'nodes', title: 'Nodes of the tiers', body: nodeSection },
  { id: 'events', title: 'On the platform meanwhile', body: eventSection },
  { id: 'bottleneck', title: 'Bottleneck', body: bottleneckSection },
  { id: 'limits', title: 'What was not tested', body: limitSection },
  { id: 'reproduction', title: 'Reproduction', body: reproductionSection },
  { id: 'reading', title: 'How to read this report', body: glossarySection },
]

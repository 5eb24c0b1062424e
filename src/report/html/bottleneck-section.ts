import { shareText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import type { Result } from '../result.js'
import { findingText, partWords, type TierFinding, tierFindings } from '../tier-findings.js'
import { html, type Markup } from './markup.js'
import { noData } from './no-data.js'
import { tierSwatch } from './tier-ink.js'

/** Which tier the evidence of this one run points at, and how far that goes. */
export const bottleneckSection = (result: Result): Markup | undefined => {
  if (result.steps.length === 0) return undefined
  const findings = tierFindings(result)
  const [first] = findings
  if (!first) return noData('no source told any time in a tier, so nothing points at one of them.')
  return html`<p>${conclusion(first, findings)} ${say`One run shows where time goes, not how many users a tier has left: which one gives way first is known from runs at several loads.`}</p>
<ol class="findings">${findings.map((finding) => html`<li>${tierSwatch(finding.tier)}<strong>${finding.tier}</strong>${said(': ')}${findingText(finding)}.</li>`)}</ol>`
}

// Grown by half is more than two looks at the same thing differ by.
const GROWN = 1.5

const conclusion = (first: TierFinding, findings: readonly TierFinding[]): string => {
  const grown = findings
    .filter(({ growth }) => growth !== null && growth >= GROWN)
    .sort((a, b) => (b.growth ?? 0) - (a.growth ?? 0))[0]
  const most = say`Behind the network a mean request spent ${partWords(first)} of its time in ${first.tier} (${shareText(Math.round(first.share * 100) / 100)} of all tiers).`
  const troubled = findings.filter(({ troubles }) => troubles.length > 0).map(({ tier }) => tier)
  return [
    most,
    grown
      ? say`Time in ${grown.tier} grew most with the users.`
      : say`No tier took half as long again with all users as with half of them.`,
    ...(troubled.length > 0 ? [say`Nodes of ${troubled.join(say` and `)} refused, dropped or gave up work.`] : []),
  ].join(' ')
}

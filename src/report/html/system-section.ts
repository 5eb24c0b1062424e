import { bytesText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { cpuText, NOTHING } from '../format.js'
import { type Result, TIERS } from '../result.js'
import { clocksText } from '../server-clocks.js'
import type { Markup, Piece } from './markup.js'
import { factList } from './table.js'

/** What the load was sent to, as far as it is known. */
export const systemSection = (result: Result): Markup => {
  const { target, plan, nodes, tags, parts } = result
  const clocks = clocksText(result)
  const facts: (readonly [string, Piece])[] = [
    ['Front', target.url],
    ['Stack', said(target.description)],
    ['Contract', `Tatami ${plan.tatamiVersion}`],
    ...TIERS.flatMap((tier) => {
      const told = [
        ...new Set(nodes.filter((node) => node.tier === tier).map(({ node, source }) => `${node} (${source})`)),
      ]
      return told.length === 0 ? [] : [[`Nodes of ${tier} that told of themselves`, told.join(', ')] as const]
    }),
    ...(plan.faults.length > 0 ? [['Faults put in on purpose', plan.faults.join(', ')] as const] : []),
    ...parts.map(
      ({ name, cpuUs, rssBytes }) =>
        [`Rehearsal: ${name}`, say`CPU ${cpuText(cpuUs / 1_000_000)}, memory ${bytesText(rssBytes)}`] as const,
    ),
    ...(clocks === undefined ? [] : [['Clocks', clocks] as const]),
    [
      'Labels of the run',
      Object.entries(tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(', ') || NOTHING,
    ],
  ]
  return factList(facts)
}

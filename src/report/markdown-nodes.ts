import { pluralText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { code, details, prose, table } from './markdown.js'
import { operationLines, signalLines } from './node-lines.js'
import type { Result } from './result.js'
import { clocksText } from './server-clocks.js'
import { NODE_NOTE } from './terms.js'

/** What the tiers' nodes told of themselves, folded. */
export const markdownNodes = (result: Result): string => {
  if (result.nodes.length === 0) return ''
  const operations = table(
    ['operation', 'node', 'count', 'per request', 'mean', 'p50', 'p95', 'p99', ''],
    operationLines(result).map(({ tier, operation, node, count, perRequest, mean, p50, p95, p99, remark }) => [
      ...[code(`${tier} ${operation}`), code(node), count, perRequest, mean, p50, p95, p99, prose(remark)],
    ]),
  )
  const signals = table(
    ['signal', 'node', 'over the run'],
    signalLines(result).map(({ tier, signal, node, figure }) => [code(`${tier} ${signal}`), code(node), figure]),
  )
  const text = [operations, signals, prose(said(NODE_NOTE)), prose(clocksText(result) ?? '')]
    .filter((block) => block !== '')
    .join('\n\n')
  return details(say`${pluralText(result.nodes.length, 'source')} of the tiers' nodes, over the whole run`, text)
}

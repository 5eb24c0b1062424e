import { localFigure } from '../base/quantity-text.js'
import { say } from '../language/say.js'
import type { RunEnd } from '../metrics/run-record.js'
import type { ServerClock } from './node-result.js'
import type { Result } from './result.js'

/** Clocks of all servers that told theirs, in whatever way. */
export const serverClocks = ({ nodeClocks = [], nginxLog, otlp }: Partial<RunEnd> = {}): ServerClock[] => [
  ...(nginxLog?.nodes ?? []).flatMap(({ node, clockOffset }) => (clockOffset ? [{ node, ...clockOffset }] : [])),
  ...(otlp?.clocks ?? []),
  ...nodeClocks.map(({ source: _, ...clock }) => clock),
]

/** One sentence on how far they are from ours; undefined when no server told. */
export const clocksText = ({ clocks }: Pick<Result, 'clocks'>): string | undefined => {
  if (clocks.length === 0) return undefined
  const each = clocks.map(
    ({ node, leastMs, mostMs, hasMoved }) =>
      say`${node} ${msText(leastMs)} to ${msText(mostMs)} ms${hasMoved ? say` (it was set, or drifts)` : ''}`,
  )
  return say`Clocks of the servers, ahead of this machine's: ${each.join('; ')}.`
}

const msText = (ms: number): string => localFigure(ms.toFixed(1).replace('-', '−'))

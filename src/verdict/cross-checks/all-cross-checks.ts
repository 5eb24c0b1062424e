import type { CrossCheck } from './cross-check.js'
import { checkNginxInHand, type NginxInHand } from './nginx-in-hand.js'
import { checkNginxRequests, type NginxRequests } from './nginx-requests.js'
import { checkTierRequests, type TierRequests } from './tier-requests.js'
import { checkTracedLatency, type TracedLatency } from './traced-latency.js'
import { checkTracedLines, type TracedLines } from './traced-lines.js'
import { checkUserTime, type UserTime } from './user-time.js'

/** What each cross-check rests on; a text says why there is nothing. */
export interface CrossCheckFigures {
  /** Where nginx serves the run alone its whole count is compared, elsewhere its traced lines. */
  readonly nginx:
    | { readonly isAlone: true; readonly requests: NginxRequests | string }
    | { readonly isAlone: false; readonly lines: TracedLines | string }
  readonly nginxInHand: NginxInHand | string
  readonly userTime: UserTime | string
  readonly tierRequests: TierRequests | string
  readonly tracedLatency: TracedLatency | string
}

/** Every cross-check of a run, whether it applies or not. */
export const crossChecksOf = (figures: CrossCheckFigures): CrossCheck[] => [
  figures.nginx.isAlone ? checkNginxRequests(figures.nginx.requests) : checkTracedLines(figures.nginx.lines),
  checkNginxInHand(figures.nginxInHand),
  checkUserTime(figures.userTime),
  ...checkTierRequests(figures.tierRequests),
  ...checkTracedLatency(figures.tracedLatency),
]

import {
  bytesText,
  countText,
  durationText,
  perSecText,
  pluralText,
  shareText,
  spanText,
} from '../base/quantity-text.js'
import type { Figures } from './figures.js'

/** Where a run stands, as one line tells it. */
export interface LiveState {
  readonly stage: string
  /** `lasting`: figures are those of the last `overUs`. `ended`: of the whole stage. */
  readonly kind: 'lasting' | 'ended'
  /** Time that a lasting stage has left, or that an ended one took; a stage without an end has taken it so far. */
  readonly time: { readonly kind: 'left' | 'took'; readonly us: number }
  /** Users logged in: now, or the most of the whole stage; and planned at the peak. */
  readonly users: number
  readonly planned: number
  readonly openConnections: number
  /** What came in over the last `overUs`. */
  readonly figures: Figures
  readonly overUs: number
}

/** The line, cut to the width at a gap between two figures: what matters most stands first. Details only when asked for. */
export const liveLine = (state: LiveState, columns: number, withDetails = false): string => {
  let line = ''
  for (const part of [...mainParts(state), markOf(state), ...(withDetails ? detailParts(state) : [])]) {
    const longer = line === '' ? part : `${line}${GAP}${part}`
    if (longer.length > columns) break
    line = longer
  }
  return line
}

const GAP = '  '
const LONGEST_STAGE = 'ramp-down'.length

const mainParts = ({ stage, time, users, planned, figures, overUs }: LiveState): string[] => {
  const { requests, failed, p99Us } = figures
  const share = failed > 0 ? ` (${shareText(failed / requests)})` : ''
  // Whole seconds: a figure that changes its length makes the line jump.
  const span = spanText(Math.max(Math.round(time.us / 1_000_000), 0) * 1_000_000)
  return [
    stage.padEnd(LONGEST_STAGE),
    `${countText(users)} of ${countText(planned)} users`,
    `${perSecText(perSec(requests, overUs))} req/s`,
    `${pluralText(failed, 'error')}${share}`,
    `p99 ${p99Us === undefined ? '-' : durationText(p99Us)}`,
    time.kind === 'left' ? `${span} left` : `took ${span}`,
  ]
}

const markOf = ({ kind, overUs }: LiveState): string =>
  kind === 'ended' ? '(whole stage)' : `(last ${spanText(Math.max(Math.round(overUs / 1_000_000), 1) * 1_000_000)})`

const detailParts = ({ openConnections, figures, overUs }: LiveState): string[] => {
  const { lagP99Us, dropped, bytesIn, bytesOut, failedByKind } = figures
  return [
    `lag p99 ${lagP99Us === undefined ? '-' : durationText(lagP99Us)}`,
    pluralText(openConnections, 'connection'),
    `in ${bytesText(perSec(bytesIn, overUs))}/s, out ${bytesText(perSec(bytesOut, overUs))}/s`,
    ...(dropped > 0 ? [`${countText(dropped)} dropped`] : []),
    ...[...failedByKind].map(([kind, count]) => `${kind} ${countText(count)}`),
  ]
}

const perSec = (count: number, overUs: number): number => (count * 1_000_000) / Math.max(overUs, 1_000_000)

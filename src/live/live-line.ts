import type { Figures } from './figures.js'

/** Where a run stands, as one line tells it. */
export interface LiveState {
  readonly stage: string
  /** Time that the stage has left, or took. */
  readonly time: { readonly kind: 'left' | 'took'; readonly us: number }
  /** Users logged in now, and planned at the peak. */
  readonly users: number
  readonly planned: number
  readonly openConnections: number
  /** What came in over the last `overUs`. */
  readonly figures: Figures
  readonly overUs: number
}

/** Turns figures into text; `report/format.ts` is made to be passed as it is. */
export interface Wording {
  durationText(us: number): string
  spanText(us: number): string
  countText(count: number): string
  rateText(perSec: number): string
  bytesText(bytes: number): string
  shareText(share: number): string
}

/** The line, cut to the width at a gap between two figures: what matters most stands first. Details only when asked for. */
export const liveLine = (state: LiveState, words: Wording, columns: number, withDetails = false): string => {
  let line = ''
  for (const part of [...mainParts(state, words), ...(withDetails ? detailParts(state, words) : [])]) {
    const longer = line === '' ? part : `${line}${GAP}${part}`
    if (longer.length > columns) break
    line = longer
  }
  return line
}

const GAP = '  '
const LONGEST_STAGE = 'ramp-down'.length

const mainParts = ({ stage, time, users, planned, figures, overUs }: LiveState, words: Wording): string[] => {
  const { requests, failed, p99Us } = figures
  const share = failed > 0 ? ` (${words.shareText(failed / requests)})` : ''
  // Whole seconds: a figure that changes its length makes the line jump.
  const span = words.spanText(Math.max(Math.round(time.us / 1_000_000), 0) * 1_000_000)
  return [
    stage.padEnd(LONGEST_STAGE),
    `${words.countText(users)} of ${words.countText(planned)} users`,
    words.rateText(perSec(requests, overUs)).replace('/s', ' req/s'),
    `${words.countText(failed)} ${failed === 1 ? 'error' : 'errors'}${share}`,
    `p99 ${p99Us === undefined ? '-' : words.durationText(p99Us)}`,
    time.kind === 'left' ? `${span} left` : `took ${span}`,
  ]
}

const detailParts = ({ openConnections, figures, overUs }: LiveState, words: Wording): string[] => {
  const { lagP99Us, dropped, bytesIn, bytesOut, failedByKind } = figures
  return [
    `lag p99 ${lagP99Us === undefined ? '-' : words.durationText(lagP99Us)}`,
    `${words.countText(openConnections)} connections`,
    `in ${words.bytesText(perSec(bytesIn, overUs))}/s, out ${words.bytesText(perSec(bytesOut, overUs))}/s`,
    ...(dropped > 0 ? [`${words.countText(dropped)} dropped`] : []),
    ...[...failedByKind].map(([kind, count]) => `${kind} ${words.countText(count)}`),
  ]
}

const perSec = (count: number, overUs: number): number => (count * 1_000_000) / Math.max(overUs, 1_000_000)

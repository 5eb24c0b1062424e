import { countText, shareText } from '../../base/quantity-text.js'
import { type CrossCheck, compared, notApplied, SOURCES_AGREE } from './cross-check.js'

/** Answered requests that carried our trace header, and lines of nginx's logs that hold it. */
export interface TracedLines {
  readonly samples: number
  readonly lines: number
  /** Traced or not: requests that got no answer, or none in time, and that nginx may have logged all the same. */
  readonly unanswered: number
}

const TRACED_LINES = { code: 'traced-lines', name: 'traced lines of nginx' } as const

/**
 * nginx, which serves others as well, logged the requests that we say were traced. Fewer lines than requests tell only that not
 * every log was read; more lines are requests that nobody counted.
 */
export const checkTracedLines = (figures: TracedLines | string): CrossCheck => {
  if (typeof figures === 'string') return notApplied(TRACED_LINES, figures)
  const { samples, lines, unanswered } = figures
  if (lines === 0) return notApplied(TRACED_LINES, 'the access logs hold no line of this run')
  if (lines < samples * (1 - SOURCES_AGREE)) {
    const share = shareText(lines / samples)
    return notApplied(TRACED_LINES, `the access logs that were read hold only ${share} of the traced requests`)
  }
  return compared({
    ...TRACED_LINES,
    unit: 'lines',
    expected: samples,
    found: lines,
    low: samples * (1 - SOURCES_AGREE),
    high: samples * (1 + SOURCES_AGREE) + unanswered,
    tolerance: `5 %${unanswered > 0 ? ` and ${countText(unanswered)} without an answer` : ''}`,
  })
}

import { countText, pluralText, spanText } from '../base/quantity-text.js'
import type { RiemannReport } from '../metrics/riemann-record.js'

/** What Riemann did not take, and what could not be heard of it; the run itself is whole without either. */
export const riemannTexts = ({ output, index }: RiemannReport): string[] => [
  ...(output ? untoldTexts(output) : []),
  ...(index ? unheardTexts(index) : []),
]

const untoldTexts = ({ server, taken, ...lost }: NonNullable<RiemannReport['output']>): string[] => {
  const { refused, unanswered, dropped } = lost
  const missing = refused + unanswered + dropped
  if (missing === 0) return []
  const parts = [
    ...(dropped > 0 ? [`${countText(dropped)} were never sent`] : []),
    ...(unanswered > 0 ? [`${countText(unanswered)} had no answer`] : []),
    ...(refused > 0 ? [`${countText(refused)} were refused`] : []),
  ]
  return [
    `${server} took ${countText(taken)} of ${pluralText(taken + missing, 'event')}: ${parts.join(', ')}; its own curves of the run have gaps, this report has none, so look at the server and its network`,
  ]
}

const unheardTexts = ({ server, leftOut, malformed, deafMs }: NonNullable<RiemannReport['index']>): string[] => [
  ...(deafMs >= NOTICED_MS
    ? [
        `Riemann's index at ${server} could not be heard for ${spanText(deafMs * 1_000)}; what changed on the platform then is not in this report, so see that its WebSocket server stays up and can read the query`,
      ]
    : []),
  ...(leftOut > 0
    ? [
        `Riemann's index at ${server} told ${pluralText(leftOut, 'more change')} of state than a report bears; those are left out, so narrow riemann.query`,
      ]
    : []),
  ...(malformed > 0
    ? [
        `Riemann's index at ${server} sent ${pluralText(malformed, 'message')} that are no events; see that riemann.subscribe is its WebSocket server`,
      ]
    : []),
]

/** A connection takes a moment to come up. */
const NOTICED_MS = 1_000

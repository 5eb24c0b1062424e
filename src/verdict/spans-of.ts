import { spanText } from '../base/quantity-text.js'
import type { StageSpan } from '../metrics/run-record.js'
import type { SloWindow } from '../profile/slo.js'
import type { Span } from './objective.js'

/**
 * The spans of a run that a window means, clipped at the run's end. Without a window, and for `each`, login counts over
 * ramp and hold and all else over the hold. The last piece of `each` takes what is left over, so that every second is
 * judged and none on less than a full piece; `last` is the end of the hold.
 */
export const spansOf = (
  window: SloWindow,
  isLogin: boolean,
  stages: readonly StageSpan[],
  endUs: number,
): readonly Span[] => {
  const over = (...names: readonly StageSpan['name'][]): Span[] => clipped(stretch(stages, names), endUs)
  switch (window.kind) {
    case 'ramp':
    case 'hold':
      return over(window.kind)
    case 'all':
      // Users who log out after the ramp-down's end belong to the run as well.
      return clipped({ fromUs: 0, toUs: Number.POSITIVE_INFINITY }, endUs)
    case 'default':
      return isLogin ? over('ramp', 'hold') : over('hold')
    case 'last':
      return over('hold').map(({ fromUs, toUs }) => ({ fromUs: Math.max(fromUs, toUs - window.lengthUs), toUs }))
    case 'each':
      return (isLogin ? over('ramp', 'hold') : over('hold')).flatMap((span) => pieces(span, window.lengthUs))
  }
}

/** The part of the run that a window means, in words. */
export const windowText = (window: SloWindow, isLogin: boolean): string => {
  const usual = isLogin ? 'ramp and hold' : 'hold'
  switch (window.kind) {
    case 'ramp':
    case 'hold':
      return window.kind
    case 'all':
      return 'whole run'
    case 'default':
      return usual
    case 'last':
      return `last ${spanText(window.lengthUs)} of the hold`
    case 'each':
      return `each ${spanText(window.lengthUs)} of the ${usual}`
  }
}

const stretch = (stages: readonly StageSpan[], names: readonly StageSpan['name'][]): Span => {
  const chosen = stages.filter(({ name }) => names.includes(name))
  return {
    fromUs: Math.min(...chosen.map(({ fromUs }) => fromUs)),
    toUs: Math.max(...chosen.map(({ toUs }) => toUs)),
  }
}

const clipped = ({ fromUs, toUs }: Span, endUs: number): Span[] => {
  const span = { fromUs, toUs: Math.min(toUs, endUs) }
  return span.fromUs < span.toUs ? [span] : []
}

const pieces = ({ fromUs, toUs }: Span, lengthUs: number): Span[] => {
  const count = Math.max(1, Math.floor((toUs - fromUs) / lengthUs))
  return Array.from({ length: count }, (_, i) => ({
    fromUs: fromUs + i * lengthUs,
    toUs: i === count - 1 ? toUs : fromUs + (i + 1) * lengthUs,
  }))
}

import { countText, durationText, shareText } from '../base/quantity-text.js'
import type { SloResult } from './slo-result.js'

/** What was measured for an SLO or an abort rule. */
export const readingText = (value: number, unit: SloResult['unit']): string =>
  unit === 'ratio' ? shareText(value) : durationText(value)

/** Why an SLO on latency has no sample though something came in. */
export const allFailedText = (failed: number): string =>
  failed === 1 ? 'the only one failed' : `all ${countText(failed)} failed`

import { durationText, shareText } from '../base/quantity-text.js'
import type { SloResult } from './slo-result.js'

/** What was measured for an SLO or an abort rule. */
export const readingText = (value: number, unit: SloResult['unit']): string =>
  unit === 'ratio' ? shareText(value) : durationText(value)

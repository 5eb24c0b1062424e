import type { TextStyle } from '../report/renderer.js'
import type { Comparison } from './comparison.js'
import { htmlComparison } from './html-comparison.js'
import { markdownComparison } from './markdown-comparison.js'
import { terminalComparison } from './terminal-comparison.js'

/** Every format a comparison can be rendered in. */
export const COMPARISON_FORMATS = {
  terminal: terminalComparison,
  json: (comparison) => `${JSON.stringify(comparison, null, 1)}\n`,
  markdown: markdownComparison,
  html: htmlComparison,
} as const satisfies Record<string, (comparison: Comparison, style: TextStyle) => string>

export type ComparisonFormat = keyof typeof COMPARISON_FORMATS

/** The formats' names in the order of the registry. */
export const COMPARISON_FORMAT_NAMES = Object.keys(COMPARISON_FORMATS) as readonly ComparisonFormat[]

import type { Result } from '../result.js'
import { termsOf } from '../terms.js'
import type { Markup } from './markup.js'
import { factList } from './table.js'

/** The terms of the report. */
export const glossarySection = (result: Result): Markup => factList(termsOf(result))

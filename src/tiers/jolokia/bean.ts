import { textOf } from '../foreign-json.js'
import type { JolokiaAnswer } from './jolokia-answer.js'
import { propertiesOf } from './object-name.js'

/** One bean that a pattern found. */
export interface Bean {
  readonly properties: ReadonlyMap<string, string>
  readonly attributes: ReadonlyMap<string, unknown>
}

const MOST_BEANS = 1_000

/** The attributes that a read of one bean told. */
export const attributesOf = (answer: JolokiaAnswer | undefined): ReadonlyMap<string, unknown> =>
  entriesOf(answer?.kind === 'value' ? answer.value : undefined)

/** The beans that a read of a pattern told of: there the answer has a level more. */
export const beansOf = (answer: JolokiaAnswer | undefined): readonly Bean[] =>
  [...attributesOf(answer)].slice(0, MOST_BEANS).map(([name, attributes]) => ({
    properties: propertiesOf(name),
    attributes: entriesOf(attributes),
  }))

/** The entries of a JSON object, in a map because its keys are foreign; none of anything else. */
export const entriesOf = (value: unknown): ReadonlyMap<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : new Map()

/**
 * A whole number that is not negative; undefined for -1, by which Java says that it does not know, and for all else. It may be larger
 * than what is exact, as nanoseconds of many cores are after some weeks.
 */
export const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined

/** A count as it is told: small enough to be exact. */
export const exact = (count: number | undefined): number | undefined =>
  count !== undefined && Number.isSafeInteger(count) ? count : undefined

/** A text; undefined for all else, and for what Jolokia 1 writes in the place of an attribute that it cannot give. */
export const wordOf = (value: unknown): string | undefined => {
  const text = textOf(value)
  return text?.startsWith('ERROR: ') ? undefined : text
}

/** What an answer is as JSON; undefined where it is none. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is found along a path of own keys in an answer that may be anything; undefined where the path leads nowhere. */
export const valueAt = (value: unknown, ...path: readonly string[]): unknown => {
  let found = value
  for (const key of path) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return undefined
    found = found[key]
  }
  return found
}

/** A count, bytes or whole milliseconds: not negative, and small enough to be exact; undefined for anything else. */
export const countAt = (value: unknown, ...path: readonly string[]): number | undefined => {
  const found = valueAt(value, ...path)
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined
}

/** The entries of the object at a path whose names can be shown, by name; none where there is no object. */
export const entriesAt = (value: unknown, ...path: readonly string[]): readonly (readonly [string, unknown])[] => {
  const found = valueAt(value, ...path)
  if (!isObject(found)) return []
  return Object.entries(found)
    .filter(([name]) => CAN_BE_SHOWN.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The text at a path as it can be shown; undefined where there is none. */
export const textAt = (value: unknown, ...path: readonly string[]): string | undefined =>
  textOf(valueAt(value, ...path))

/** Foreign text as it can be shown: of bounded length and without control characters; undefined when nothing is left. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined
  const shown = value
    .slice(0, LONGEST_TEXT)
    .replace(/\p{C}+/gu, ' ')
    .trim()
  return shown === '' ? undefined : shown
}

const LONGEST_TEXT = 100
const CAN_BE_SHOWN = /^[^\p{C}]{1,200}$/u

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

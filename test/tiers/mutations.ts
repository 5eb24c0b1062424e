import fc from 'fast-check'

/** Answers that differ from this one in a few places, where there is anything else or nothing. */
export const mutationsOf = (answer: unknown): fc.Arbitrary<unknown> => {
  const change = fc.record({ path: fc.constantFrom(...pathsIn(answer)), to: fc.option(fc.oneof(ODD, fc.jsonValue())) })
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const changed: unknown = structuredClone(answer)
    for (const { path, to } of changes) put(changed, path, to)
    return changed
  })
}

/** What counters, names and sections of a broken answer may be. */
const ODD = fc.constantFrom<unknown>(-1, 1.5, 1e300, Number.MAX_SAFE_INTEGER, '', 'NaN', '12', [], {}, true, [[1]], {
  constructor: { count: 1 },
  toString: 1,
})

type Path = readonly string[]

const pathsIn = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [path, ...Object.entries(value).flatMap(([key, below]) => pathsIn(below, [...path, key]))]

/** Null takes the place away, unless it is the whole. */
const put = (whole: unknown, path: Path, to: unknown): void => {
  let at = whole
  for (const key of path.slice(0, -1)) at = isObject(at) ? at[key] : undefined
  const last = path.at(-1)
  if (!isObject(at) || last === undefined) return
  if (to === null) delete at[last]
  else at[last] = to
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

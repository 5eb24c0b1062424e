import type { NodeReading } from '../../../src/tiers/node-reader.js'

/** What tells a server's counts of operations; every `NodeReader` does. */
export interface Counting {
  read(): Promise<Pick<NodeReading, 'operations'>>
}

/** By how much each count grew. */
export type Gain = Readonly<Record<string, number>>

/** By how much each count grew while the work was done. */
export const gained = async (counting: Counting, work: () => Promise<unknown>): Promise<Gain> => {
  const [gain] = await gainedByEach([counting], work)
  return gain ?? {}
}

/** The same of several that count the same work, or parts of it. */
export const gainedByEach = async (
  countings: readonly Counting[],
  work: () => Promise<unknown>,
): Promise<readonly Gain[]> => {
  const before = await Promise.all(countings.map(countsOf))
  await work()
  const after = await Promise.all(countings.map(countsOf))
  return after.map((counts, i) =>
    Object.fromEntries([...counts].map(([name, count]) => [name, count - (before[i]?.get(name) ?? 0)])),
  )
}

const countsOf = async (counting: Counting): Promise<ReadonlyMap<string, number>> =>
  new Map((await counting.read()).operations.map(({ name, count }) => [name, count]))

import type { NodeReader } from '../../../src/tiers/node-reader.js'

/** Operations of one name, over all nodes. */
export interface Counted {
  readonly count: number
  readonly upToUs: readonly number[]
  readonly counts: readonly number[]
}

/** What all nodes have counted by now, by the operation's name. */
export const countedBy = async (readers: readonly NodeReader[]): Promise<ReadonlyMap<string, Counted>> => {
  const readings = await Promise.all(readers.map((reader) => reader.read()))
  const all = new Map<string, Counted>()
  for (const { name, count, buckets } of readings.flatMap(({ operations }) => operations)) {
    const before = all.get(name)
    all.set(name, {
      count: count + (before?.count ?? 0),
      upToUs: buckets?.upToUs ?? before?.upToUs ?? [],
      counts: (buckets?.counts ?? []).map((one, i) => one + (before?.counts[i] ?? 0)),
    })
  }
  return all
}

/** What was counted between two readings. */
export const gainOf = (
  before: ReadonlyMap<string, Counted>,
  after: ReadonlyMap<string, Counted>,
): ReadonlyMap<string, Counted> =>
  new Map(
    [...after].map(([name, { count, upToUs, counts }]) => {
      const was = before.get(name)
      const gained = counts.map((one, i) => one - (was?.counts[i] ?? 0))
      return [name, { count: count - (was?.count ?? 0), upToUs, counts: gained }] as const
    }),
  )

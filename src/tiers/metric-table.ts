import { type MetricNames, USUAL_METRICS } from '../profile/tier-sources.js'

/** Tiers that an answer's Server-Timing can speak of. */
export type TimedTier = 'jetty' | 'cassandra' | 'elasticsearch'

/** What `parseServerTiming` looks metrics up in: names of one length side by side. */
export type MetricTable = readonly (readonly MetricEntry[] | undefined)[]

type Field = `${TimedTier}Us`

interface MetricEntry {
  readonly name: string
  readonly field: Field
}

/**
 * A table of these names; a tier that is named has these and no other, the others keep ours. Names tell upper from lower case, as the grammar
 * has it. Undefined where they are our own, which need no table. A name given for a tier is taken from those that we would have read as another's.
 */
export const metricTable = (names: MetricNames): MetricTable | undefined => {
  const given = entriesOf(names)
  if (areOurs(names)) return undefined
  const ours = entriesOf(USUAL_METRICS).filter(
    ({ name, field }) => names[tierOf(field)] === undefined && !given.some((one) => one.name === name),
  )
  const byLength: MetricEntry[][] = []
  for (const entry of [...given, ...ours]) {
    byLength[entry.name.length] ??= []
    byLength[entry.name.length]?.push(entry)
  }
  return byLength
}

const areOurs = (names: MetricNames): boolean =>
  TIERS.every((tier) => names[tier] === undefined || names[tier].join() === USUAL_METRICS[tier].join())

/** Whose time the metric is that is named in a header between two places. */
export const tierInTable = (table: MetricTable, text: string, start: number, end: number): Field | undefined => {
  const candidates = table[end - start]
  if (candidates === undefined) return undefined
  for (const { name, field } of candidates) if (text.startsWith(name, start)) return field
  return undefined
}

const TIERS: readonly TimedTier[] = ['jetty', 'cassandra', 'elasticsearch']

// In this order: of a name that is given twice the first counts.
const entriesOf = (names: MetricNames): readonly MetricEntry[] =>
  TIERS.flatMap((tier) =>
    (names[tier] ?? []).filter((name) => name !== '').map((name) => ({ name, field: `${tier}Us` as const })),
  )

const tierOf = (field: Field): TimedTier => field.slice(0, -2) as TimedTier

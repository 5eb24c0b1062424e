import { GrowingColumns } from './growing-columns.js'
import type { StepName } from './run-record.js'
import type { SecondRecord, StepSecond } from './second-record.js'
import { type Entries, highestOf, sumOf } from './sparse-histogram.js'
import { answeredIn } from './step-totals.js'
import { TIERS, type Tier } from './tier.js'

/** The run cut into columns of equal length by the time that requests were due, so that a day is no larger than a minute. */
export interface RunColumns {
  readonly secondsPerColumn: number
  /** Where the rows of `responses` begin, microseconds; each ends where the next one begins. */
  readonly rowsUs: readonly number[]
  readonly columns: readonly RunColumn[]
}

export interface RunColumn {
  /** Requests that succeeded, by the row that their response time lies in; what follows the last one is 0. */
  readonly responses: readonly number[]
  /** Mean exclusive time in each tier over the requests of which its source spoke, microseconds. */
  readonly tiers: Readonly<Partial<Record<Tier, number>>>
}

const MOST_COLUMNS = 120
const ROWS_US = [
  0,
  ...[1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8].flatMap((power) => [1, 1.5, 2, 3, 5, 7].map((m) => m * power)),
]

/** Adds stored seconds up to columns. */
export class ColumnFold {
  readonly #columns = new GrowingColumns(KIND, MOST_COLUMNS)
  readonly #steps: readonly Pick<StepName, 'isCacheable'>[]
  /** Tiers of which anybody spoke: silence about the others is no time of 0. */
  readonly #known = new Set<Tier>()

  constructor(steps: readonly Pick<StepName, 'isCacheable'>[]) {
    this.#steps = steps
  }

  add({ second, steps = [] }: SecondRecord): void {
    const column = this.#columns.at(second)
    for (const step of steps) {
      addResponses(column.responses, step.response ?? [])
      this.#addTiers(column, step)
    }
  }

  columns(): RunColumns {
    const columns = this.#columns.columns.map(({ responses, tiers }) => ({
      responses: [...responses],
      tiers: Object.fromEntries(
        [...this.#known].flatMap((tier) => (tiers[tier].spoken > 0 ? [[tier, meanOf(tiers[tier])] as const] : [])),
      ),
    }))
    return { secondsPerColumn: this.#columns.secondsPerColumn, rowsUs: ROWS_US, columns }
  }

  // Where nginx may answer from its cache, silence of Server-Timing means that no application node was touched.
  #addTiers({ tiers }: Column, step: StepSecond): void {
    const answers = this.#steps[step.step]?.isCacheable ? answeredIn(step) : (step.timed ?? 0)
    for (const tier of TIERS) {
      const { count, totalUs } = sumOf(step.tiers?.[tier] ?? [])
      const isOfLog = tier === 'network' || tier === 'nginx'
      tiers[tier].spoken += isOfLog ? count : Math.max(answers, count)
      tiers[tier].totalUs += totalUs
      if (count > 0) this.#known.add(tier)
    }
  }
}

interface Column {
  readonly responses: number[]
  readonly tiers: Readonly<Record<Tier, Spoken>>
}

interface Spoken {
  spoken: number
  totalUs: number
}

const none = (): Spoken => ({ spoken: 0, totalUs: 0 })

const KIND = {
  make: (): Column => ({
    responses: [],
    tiers: { network: none(), nginx: none(), jetty: none(), cassandra: none(), elasticsearch: none() },
  }),
  merge: (first: Column, second: Column): Column => {
    second.responses.forEach((count, row) => {
      addTo(first.responses, row, count)
    })
    for (const tier of TIERS) {
      first.tiers[tier].spoken += second.tiers[tier].spoken
      first.tiers[tier].totalUs += second.tiers[tier].totalUs
    }
    return first
  },
}

const addResponses = (responses: number[], entries: Entries): void => {
  for (let at = 0; at + 1 < entries.length; at += 2) addTo(responses, rowOf(entries[at] ?? 0), entries[at + 1] ?? 0)
}

const addTo = (counts: number[], row: number, count: number): void => {
  while (counts.length <= row) counts.push(0)
  counts[row] = (counts[row] ?? 0) + count
}

const ROWS = new Map<number, number>()

const rowOf = (bucket: number): number => {
  const known = ROWS.get(bucket)
  if (known !== undefined) return known
  const us = highestOf(bucket)
  const row = ROWS_US.findLastIndex((from) => from <= us)
  ROWS.set(bucket, row)
  return row
}

const meanOf = ({ spoken, totalUs }: Spoken): number => Math.round(totalUs / spoken)

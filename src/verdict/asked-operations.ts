import type { NodeSource } from '../metrics/node-span.js'
import type { Behaviour } from '../profile/event-profile.js'
import { callOf } from '../scenarios/step-calls.js'
import { operationsOf, sureOperationsOf, writesOf } from '../scenarios/store-operations.js'
import { FOLLOWERS_MEAN } from '../tatami/population.js'

/** Operations of one kind that a run asked one tier for, and by what names its servers count them. */
export interface AskedOperation {
  readonly tier: 'nginx' | 'jetty' | 'cassandra' | 'elasticsearch'
  readonly operation: string
  readonly implied: number | null
  readonly sure: number
  readonly told: number | null
  /** Alternatives, the best first; the names of one add up. `byPart`: each shard or copy may count for itself. */
  readonly names: readonly { readonly any: readonly string[]; readonly byPart?: 'per-shard' | 'per-copy' }[]
  /** Counts that no node told, but the run has. */
  readonly known: readonly KnownCount[]
  /** Also where no server counts. */
  readonly isShownUncounted: boolean
}

export interface KnownCount {
  readonly source: NodeSource
  readonly counted: number
  readonly isPartial: boolean
  readonly byPart: undefined
}

/** By what names the servers of a tier count operations; Elasticsearch counts a search in every shard, and once more when it fetches. */
export const COUNTED_NAMES = {
  jetty: [{ any: ['requests'] }],
  cassandra: [{ any: ['read', 'write', 'range', 'cas-read', 'cas-write'] }],
  search: [{ any: ['search.request'] }, { any: ['search.query'], byPart: 'per-shard' }],
  index: [{ any: ['index'], byPart: 'per-copy' }],
} as const satisfies Readonly<Record<string, AskedOperation['names']>>

/** What a run did of one step. */
export interface StepDone {
  readonly step: string
  readonly isCacheable: boolean
  readonly ok: number
  readonly written: number
  /** Answers whose Server-Timing spoke of Jetty, and the operations that it told of in the stores. */
  readonly jetty: number
  readonly cassandraOperations: number
  readonly elasticsearchOperations: number
}

/** What nginx, where it served the run alone, counted of it, and the traced requests with the lines of them in its logs. */
export interface NginxDone {
  readonly counted: number | undefined
  readonly traced: { readonly samples: number; readonly lines: number } | undefined
}

/** What the steps of a run asked of each tier. */
export const askedOperations = (
  steps: readonly StepDone[],
  behaviour: Behaviour,
  nginx: NginxDone,
): AskedOperation[] => [
  ...nginxOperations(steps, nginx),
  jettyOperations(steps),
  ...cassandraOperations(steps, behaviour),
  ...elasticsearchOperations(steps, behaviour),
]

const nginxOperations = (steps: readonly StepDone[], { counted, traced }: NginxDone): readonly AskedOperation[] => [
  {
    ...asked(
      'nginx',
      'requests',
      sumOf(steps, ({ written }) => written),
    ),
    known: counted === undefined ? [] : [known('stub-status', counted)],
  },
  ...(traced
    ? [{ ...asked('nginx', 'traced requests', traced.samples), known: [known('nginx-log', traced.lines)] }]
    : []),
]

const jettyOperations = (steps: readonly StepDone[]): AskedOperation => {
  // Files are left out, which nginx hands out by itself once it has them.
  const sure = sumOf(steps, ({ isCacheable, ok }) => (isCacheable ? 0 : ok))
  const told = sumOf(steps, ({ jetty }) => jetty)
  return { ...asked('jetty', 'requests', sure), sure, told: told || null, names: COUNTED_NAMES.jetty }
}

const cassandraOperations = (steps: readonly StepDone[], behaviour: Behaviour): readonly AskedOperation[] => {
  const operations = (step: string): number => operationsOf(step, behaviour, FOLLOWERS_MEAN)?.cassandra ?? 0
  const writes = (step: string): number => writesOf(step, behaviour, FOLLOWERS_MEAN)
  const all = sumOf(steps, ({ step, ok }) => ok * operations(step))
  const writing = sumOf(steps, ({ step, ok }) => ok * writes(step))
  const told = sumOf(steps, ({ cassandraOperations }) => cassandraOperations)
  return [
    {
      ...asked('cassandra', 'operations', all),
      sure: sumOf(steps, ({ step, ok }) => ok * sureOperationsOf(step, behaviour).cassandra),
      told: told || null,
      names: COUNTED_NAMES.cassandra,
    },
    { ...asked('cassandra', 'read', all - writing), names: [{ any: ['read'] }], isShownUncounted: false },
    { ...asked('cassandra', 'write', writing), names: [{ any: ['write'] }], isShownUncounted: false },
  ]
}

const elasticsearchOperations = (steps: readonly StepDone[], behaviour: Behaviour): readonly AskedOperation[] => {
  const isPost = (step: string): boolean => callOf(step) === 'post'
  const operations = (step: string): number => operationsOf(step, behaviour, FOLLOWERS_MEAN)?.elasticsearch ?? 0
  const told = sumOf(steps, ({ elasticsearchOperations }) => elasticsearchOperations)
  return [
    {
      ...asked(
        'elasticsearch',
        'search',
        sumOf(steps, ({ step, ok }) => (isPost(step) ? 0 : ok * operations(step))),
      ),
      sure: sumOf(steps, ({ step, ok }) => ok * sureOperationsOf(step, behaviour).elasticsearch),
      told: told || null,
      names: COUNTED_NAMES.search,
    },
    {
      ...asked(
        'elasticsearch',
        'index',
        sumOf(steps, ({ step, ok }) => (isPost(step) ? ok * operations(step) : 0)),
      ),
      names: COUNTED_NAMES.index,
    },
  ]
}

const asked = (tier: AskedOperation['tier'], operation: string, implied: number): AskedOperation => ({
  ...{ tier, operation, implied, sure: 0, told: null, names: [], known: [] },
  isShownUncounted: true,
})

const known = (source: NodeSource, counted: number): KnownCount => ({
  ...{ source, counted },
  isPartial: false,
  byPart: undefined,
})

const sumOf = (steps: readonly StepDone[], of: (step: StepDone) => number): number =>
  steps.reduce((sum, step) => sum + of(step), 0)

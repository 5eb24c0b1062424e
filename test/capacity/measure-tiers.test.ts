import { expect, test } from 'vitest'
import { measuredTiers } from '../../src/capacity/measure-tiers.js'
import { NodeFold } from '../../src/metrics/node-fold.js'
import type { NodeSpan } from '../../src/metrics/node-span.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import type { Tier } from '../../src/metrics/tier.js'
import { Totals } from '../../src/metrics/totals.js'
import { runMeta } from '../metrics/stored-runs.js'

const external = runMeta({ target: { url: 'https://tatami.bank.example', kind: 'external', description: 'Tatami' } })

/** 100 answers, of which so many touched a tier for 2 ms each. */
const touching = (tier: Tier, count: number, told: { readonly [operations: string]: number } = {}): Totals => {
  const times = new SparseHistogram()
  for (let i = 0; i < count; i++) times.record(2_000)
  const totals = new Totals()
  totals.merge({ second: 0, steps: [{ step: 0, ok: 100, timed: 100, tiers: { [tier]: times.entries() }, ...told }] })
  return totals
}

const told = (span: Partial<NodeSpan> & Pick<NodeSpan, 'source' | 'tier' | 'node'>) => {
  const fold = new NodeFold()
  fold.add([{ fromUs: 0, toUs: 10_000_000, ...span }])
  return fold.nodes
}

const tierOf = (totals: Totals, nodes: ReturnType<typeof told>) => measuredTiers(totals, nodes, external)[0]

test('a search that Elasticsearch counts as a request, in its shards and when it fetches is one operation', () => {
  const counts = { 'search.query': 250, 'search.fetch': 50, 'search.request': 50, get: 400, index: 20 }
  const operations = (names: readonly (keyof typeof counts)[]) => names.map((name) => ({ name, count: counts[name] }))
  const of = (names: readonly (keyof typeof counts)[]) =>
    tierOf(
      touching('elasticsearch', 50),
      told({ source: 'elasticsearch', tier: 'elasticsearch', node: 'es-1:9200', operations: operations(names) }),
    )?.operationsPerRequest
  expect(of(['search.query', 'search.fetch', 'search.request', 'get', 'index'])).toBeCloseTo(0.7, 12)
  // Where whole searches are not counted, each shard's are the best there is.
  expect(of(['search.query', 'search.fetch', 'get', 'index'])).toBeCloseTo(2.7, 12)
})

test('what the application says of its operations is theirs, whoever else asks the servers', () => {
  const nodes = told({
    ...{ source: 'cassandra-cql', tier: 'cassandra', node: 'c-1:9042' },
    operations: [{ name: 'read', count: 9_000 }],
  })
  expect(tierOf(touching('cassandra', 40, { cassandraOperations: 120 }), nodes)?.operationsPerRequest).toBe(1.2)
  expect(tierOf(touching('cassandra', 40), nodes)?.operationsPerRequest).toBe(90)
  expect(tierOf(touching('cassandra', 40), [])?.operationsPerRequest).toBeCloseTo(0.4, 12)
})

test('a node that two sources ask at different ports is one node', () => {
  const nodes = [
    ...told({ source: 'cassandra-cql', tier: 'cassandra', node: 'c-1:9042' }),
    ...told({ source: 'cassandra-jmx', tier: 'cassandra', node: 'c-1:8778' }),
  ]
  expect(tierOf(touching('cassandra', 40), nodes)?.nodes).toBe(1)
})

test('connections that nginx has open, and the descriptors that they and those to the nodes behind take, are what it can run out of', () => {
  const signals = [
    { name: 'connections' as const, value: 9_000 },
    { name: 'writing' as const, value: 120 },
  ]
  const nodes = told({ source: 'stub-status', tier: 'nginx', node: 'front:80', signals })
  expect(tierOf(touching('nginx', 100), nodes)?.uses).toEqual([
    { limit: 'connections', used: 9_000 },
    { limit: 'descriptors', used: 9_120 },
  ])
})

test('threads at work and memory that users hold are what a node of Jetty can run out of', () => {
  const signals = [
    { name: 'active' as const, of: 'qtp', value: 120 },
    { name: 'most-threads' as const, of: 'qtp', value: 200 },
    { name: 'heap-after-gc' as const, value: 3e9 },
    { name: 'heap-max' as const, value: 4e9 },
  ]
  const uses = (tier: 'jetty' | 'cassandra') =>
    tierOf(touching(tier, 100), told({ source: 'jvm', tier, node: 'j-1:8080', signals }))?.uses
  expect(uses('jetty')).toEqual([
    { limit: 'threads', used: 120, allowed: 200 },
    { limit: 'memory', used: 3e9, allowed: 4e9 },
  ])
  expect(uses('cassandra')).toBeUndefined()
})

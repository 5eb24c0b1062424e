import { expect, test } from 'vitest'
import { askedOperations, type NginxDone, type StepDone } from '../../src/verdict/asked-operations.js'
import { type Counted, type OperationCount, operationCounts } from '../../src/verdict/operation-counts.js'
import { eventProfile } from '../profile/event-profiles.js'

const { behaviour } = eventProfile()
const NO_NGINX: NginxDone = { counted: undefined, traced: undefined }

const done = (step: string, change: Partial<StepDone> = {}): StepDone => ({
  ...{ step, isCacheable: false, ok: 1_000, written: 1_000, jetty: 0, cassandraOperations: 0 },
  elasticsearchOperations: 0,
  ...change,
})

type Node = Counted['nodes'][number]
const node = (source: Node['source'], tier: string, counts: Readonly<Record<string, number>>, voids = 0): Node => ({
  ...{ source, tier, voids: Array.from({ length: voids }) },
  operations: Object.entries(counts).map(([name, count]) => ({ name, count })),
})

const rows = (steps: readonly StepDone[], nodes: readonly Node[], nginx = NO_NGINX, isWhole = true) =>
  operationCounts(askedOperations(steps, behaviour, nginx), { nodes, sent: 2_000, isWhole })

const row = (all: readonly OperationCount[], name: string): OperationCount | undefined =>
  all.find(({ tier, operation }) => `${tier} ${operation}` === name)

test('what the servers of a tier count over all nodes stands beside what was told and implied', () => {
  const polls = [done('timeline/poll', { cassandraOperations: 1_100 })]
  const nodes = [node('cassandra-jmx', 'cassandra', { read: 500 }), node('cassandra-jmx', 'cassandra', { read: 622 })]
  expect(row(rows(polls, nodes), 'cassandra operations')).toEqual({
    ...{ tier: 'cassandra', operation: 'operations', implied: 1_000, sure: 1_000, told: 1_100 },
    ...{ source: 'cassandra-jmx', counted: 1_122, perRequest: 0.561, remark: null },
    difference: expect.closeTo(0.02, 5),
  })
  expect(row(rows(polls, nodes), 'cassandra read')).toMatchObject({ implied: 1_000, told: null, counted: 1_122 })
  expect(row(rows(polls, nodes), 'cassandra write')).toBeUndefined()
})

test('reads and writes are told apart', () => {
  const counts = rows(
    [done('browse/follow'), done('timeline/poll')],
    [node('cassandra-cql', 'cassandra', { read: 2_000, write: 6_000, range: 0 })],
  )
  expect(row(counts, 'cassandra read')).toMatchObject({ implied: 2_000, counted: 2_000, difference: 0 })
  expect(row(counts, 'cassandra write')).toMatchObject({ implied: 6_000, counted: 6_000, difference: 0 })
})

test('without servers that count, what was told is held against what is implied', () => {
  const counts = rows([done('timeline/poll', { jetty: 990, cassandraOperations: 1_500 })], [])
  expect(row(counts, 'cassandra operations')).toMatchObject({
    told: 1_500,
    counted: null,
    difference: 0.5,
    remark: null,
  })
  expect(row(counts, 'jetty requests')).toMatchObject({ implied: 1_000, told: 990, counted: null })
  expect(row(counts, 'elasticsearch search')).toBeUndefined()
})

test("nginx's own count and the lines of traced requests are rows of their own", () => {
  const nginx = { counted: 1_000, traced: { samples: 40, lines: 39 } }
  const counts = rows([done('timeline/poll')], [], nginx)
  expect(row(counts, 'nginx requests')).toMatchObject({ implied: 1_000, source: 'stub-status', counted: 1_000 })
  expect(row(counts, 'nginx traced requests')).toMatchObject({ implied: 40, source: 'nginx-log', counted: 39 })
})

test('files that nginx keeps are not implied at Jetty', () => {
  expect(row(rows([done('login/asset', { isCacheable: true })], []), 'jetty requests')).toBeUndefined()
})

test('a source with a name for whole searches is read by it, others count each shard', () => {
  const search = [done('search/results')]
  const whole = rows(search, [
    node('elasticsearch', 'elasticsearch', { 'search.query': 2_000, 'search.request': 1_000 }),
  ])
  expect(row(whole, 'elasticsearch search')).toMatchObject({ counted: 1_000, remark: null })
  const shards = rows(search, [node('elasticsearch', 'elasticsearch', { 'search.query': 2_000, index: 0 })])
  expect(row(shards, 'elasticsearch search')).toMatchObject({ counted: 2_000, remark: 'per-shard', difference: 1 })
})

test('documents are counted by each copy', () => {
  const posts = [done('post/create')]
  const counts = rows(posts, [node('elasticsearch', 'elasticsearch', { index: 2_000 })])
  expect(row(counts, 'elasticsearch index')).toMatchObject({ counted: 2_000, remark: 'per-copy' })
})

test.each<[string, OperationCount['remark'], Partial<StepDone>, number, number?]>([
  ['within 5 % nothing is said', null, {}, 951],
  ['fewer than is sure', 'fewer', {}, 949],
  ['fewer than was told, which the application knows', 'fewer', { cassandraOperations: 1_200 }, 1_100],
  ['more, of others or of cold caches', 'more', {}, 1_051],
  ['few, which readings at different moments part', null, { ok: 199 }, 150],
  ['a part of the run is missing', 'partial', {}, 500, 1],
])('%s', (_, remark, change, read, voids) => {
  const counts = rows([done('timeline/poll', change)], [node('cassandra-jmx', 'cassandra', { read }, voids)])
  expect(row(counts, 'cassandra operations')?.remark).toBe(remark)
})

test('of a run that was cut nobody knows what came after the last reading', () => {
  const counts = rows([done('timeline/poll')], [node('jvm', 'jetty', { requests: 10 })], NO_NGINX, false)
  expect(row(counts, 'jetty requests')?.remark).toBe('partial')
})

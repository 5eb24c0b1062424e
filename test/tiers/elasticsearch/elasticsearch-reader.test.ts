import { expect, onTestFinished, test } from 'vitest'
import { ElasticsearchReader } from '../../../src/tiers/elasticsearch/elasticsearch-reader.js'
import { readingsApart } from '../../../src/tiers/readings-apart.js'
import { type Answer, answeringServer } from '../answering-server.js'
import { fixtureText } from '../fixture.js'
import { runNodeReaderContract } from '../node-reader-contract.js'

const NEW_STATS = '/_nodes/_local/stats/indices,thread_pool,jvm,process'
const OLD_STATS = '/_cluster/nodes/_local/stats?clear=true&indices=true&thread_pool=true&jvm=true&process=true'

type Answers = Readonly<Record<string, Answer>>

const answersOf = (version: string, statsPath: string): Answers => ({
  '/': fixtureText(`elasticsearch/${version}-root.json`),
  [statsPath]: fixtureText(`elasticsearch/${version}-stats.json`),
})

/** A node that was embedded without the module that answers `/`. */
const EMBEDDED_8: Answers = {
  '/': {
    status: 405,
    body: '{"error":"Incorrect HTTP method for uri [/] and method [GET], allowed: [DELETE]","status":405}',
  },
  '/_nodes/_local': fixtureText('elasticsearch/8.19-node.json'),
  [NEW_STATS]: fixtureText('elasticsearch/8.19-stats.json'),
}

const readerOf = async (answers: Answers) => {
  const server = await answeringServer((path) => answers[path])
  const reader = new ElasticsearchReader({ url: server.url })
  onTestFinished(() => reader.close())
  return { reader, ...server }
}

for (const [version, answers] of [
  ['0.20', answersOf('0.20', OLD_STATS)],
  ['0.20.6', answersOf('0.20.6', OLD_STATS)],
  ['7.17', answersOf('7.17', NEW_STATS)],
  ['8.19', EMBEDDED_8],
] as const)
  runNodeReaderContract(`elasticsearch ${version}`, {
    make: (url) => new ElasticsearchReader({ url }),
    answers: (path) => answers[path],
  })

test.each([
  ['0.20', OLD_STATS, 'Elasticsearch 0.20.6'],
  ['0.20.6', OLD_STATS, 'Elasticsearch 0.20.6'],
  ['2.4', NEW_STATS, 'Elasticsearch 2.4.6'],
  ['7.17', NEW_STATS, 'Elasticsearch 7.17.29'],
  ['opensearch-2.19', NEW_STATS, 'OpenSearch 2.19.6'],
])('asks %s for its own stats by the path that it has', async (version, statsPath, name) => {
  const { reader, asked } = await readerOf(answersOf(version, statsPath))
  expect((await reader.check()).version).toBe(name)
  await reader.read()
  expect(asked).toEqual(['/', statsPath, statsPath])
})

test('asks a node that does not answer / for its version elsewhere', async () => {
  const { reader, asked } = await readerOf(EMBEDDED_8)
  expect((await reader.check()).version).toBe('Elasticsearch 8.19.21')
  expect(asked).toEqual(['/', '/_nodes/_local', NEW_STATS])
})

test.each([
  ['8.19', NEW_STATS],
  ['0.20', OLD_STATS],
])('knows %s by its stats where nothing else is let through', async (version, statsPath) => {
  const { reader } = await readerOf({ [statsPath]: fixtureText(`elasticsearch/${version}-stats.json`) })
  expect((await reader.check()).version).toBe('Elasticsearch of unknown version')
  expect((await reader.read()).operations).toHaveLength(4)
})

const openSearchWith = async (change: (stats: string) => string) => {
  const answers = answersOf('opensearch-2.19', NEW_STATS)
  return readerOf({ ...answers, [NEW_STATS]: change(fixtureText('elasticsearch/opensearch-2.19-stats.json')) })
}
const WHOLE = 'counts and mean times of whole searches'

test('says what it gives', async () => {
  const { gives, lacks } = await (await openSearchWith((stats) => stats)).reader.check()
  expect(gives).toContain(WHOLE)
  expect(gives).toContain('work in hand, queued and rejected of the pools search, write, get')
  expect(lacks).toHaveLength(1)
})

const noTook = (stats: string) =>
  stats.replace(/("took": \{\s*"time_in_millis": )\d+(,\s*"current": 0,\s*"total": )\d+/, '$10$20')

test.each([
  ['has no count of them', (stats: string) => stats.replace('"took"', '"taken"')],
  ['counted none of those that it did', noTook],
])('says how OpenSearch is told to count whole searches where it %s', async (_, change) => {
  const { gives, lacks } = await (await openSearchWith(change)).reader.check()
  expect(gives).not.toContain(WHOLE)
  expect(lacks.at(-1)?.remedy).toContain('{"persistent": {"search.request_stats_enabled": true}}')
})

test('believes OpenSearch that it counts whole searches before it did one', async () => {
  const unused = (stats: string) => noTook(stats).replace(/"query_total": \d+/, '"query_total": 0')
  expect((await (await openSearchWith(unused)).reader.check()).gives).toContain(WHOLE)
})

test('says that 0.20 does not tell the limit of its heap', async () => {
  const { reader } = await readerOf(answersOf('0.20', OLD_STATS))
  expect((await reader.check()).lacks.map(({ what }) => what).join()).toContain('the limit of its heap')
})

test.each([
  [401, /^127\.0\.0\.1:\d+ wants a user and password that it knows \(answers 401\)$/],
  [403, /^127\.0\.0\.1:\d+ wants a user with the cluster privilege monitor \(answers 403\)$/],
])('says what a server that answers %i wants', async (status, message) => {
  const { reader } = await readerOf({ '/': { status, body: '{"error":"secret"}' } })
  await expect(reader.check()).rejects.toThrow(message)
})

/** The same node's stats one second later, its uptime a millisecond off. */
const later = (stats: string): string =>
  stats
    .replace('"query_total": 400', '"query_total": 460')
    .replace('"query_time_in_millis": 130', '"query_time_in_millis": 160')
    .replace(/("search": \{[^{}]*"rejected": )0/, '$13')
    .replace(/("uptime_in_millis": )(\d+)/, (_, key, ms) => `${key}${Number(ms) + 1_001}`)
    .replace(/("timestamp": )(\d+)/g, (_, key, ms) => `${key}${Number(ms) + 1_000}`)

test('tells what happened between two readings, its start unmoved by a millisecond', async () => {
  const root = fixtureText('elasticsearch/7.17-root.json')
  let stats = fixtureText('elasticsearch/7.17-stats.json')
  const server = await answeringServer((path) => (path === '/' ? root : stats))
  const reader = new ElasticsearchReader({ url: server.url })
  onTestFinished(() => reader.close())
  const first = await reader.read()
  stats = later(stats)
  const apart = readingsApart(first, await reader.read())
  expect(apart?.operations[0]).toEqual({ name: 'search.query', count: 60, totalUs: 30_000 })
  expect(apart?.signals).toContainEqual({ name: 'rejected', of: 'search', value: 3 })
  stats = stats.replace(/("uptime_in_millis": )\d+/, '$1300')
  expect(readingsApart(first, await reader.read())).toBeUndefined()
})

import { expect, test } from 'vitest'
import { parseSelector } from '../../../src/profile/selector.js'
import { PrometheusReader } from '../../../src/tiers/prometheus/prometheus-reader.js'
import { readingsApart } from '../../../src/tiers/readings-apart.js'
import { type Answer, answeringServer } from '../answering-server.js'
import { runNodeReaderContract } from '../node-reader-contract.js'
import { answering, asOpenMetrics, fixture, JVMS, QUERIES, readerOf } from './readers.js'

runNodeReaderContract('prometheus', {
  make: (url) => new PrometheusReader({ url, tier: 'jetty', times: [QUERIES] }),
  answers: (path) => (path === '/metrics' ? fixture('prometheus-2.42.0.txt') : undefined),
})

test('reads the CPU time of a host from node_exporter', async () => {
  const reader = await answering(fixture('node-exporter-1.5.0-cpu.txt'))
  const { operations, signals, startedMs, clock } = await reader.read()
  expect([operations, startedMs]).toEqual([[], undefined])
  expect(signals.map(({ name }) => name)).toEqual(['cpu-time', 'cores'])
  expect(signals[1]?.value).toBe(2)
  expect(clock?.toMs).toBe((clock?.fromMs ?? 0) + 1_000)
})

test.each(JVMS)('reads a JVM from %s', async (_, answer) => {
  const reader = await answering(answer)
  const { signals, startedMs } = await reader.read()
  const value = (name: string, of?: string) => signals.find((one) => one.name === name && one.of === of)?.value ?? 0
  expect(startedMs).toBeGreaterThan(1_795_865_000_000)
  expect(value('cpu-time')).toBeGreaterThan(600_000)
  expect(value('cores')).toBe(2)
  expect(value('heap-used')).toBeGreaterThan(30_000_000)
  expect(value('heap-max')).toBe(67_108_864)
  expect(value('gc-runs', 'G1 Young Generation')).toBe(28)
  expect(value('gc-time', 'G1 Young Generation')).toBeGreaterThan(60_000)
  expect(value('threads')).toBeGreaterThan(5)
})

test('reads the histogram that is named', async () => {
  const reader = await answering(fixture('prometheus-2.42.0.txt'), { times: [QUERIES] })
  const { operations, startedMs } = await reader.read()
  expect(startedMs).toBeDefined()
  expect(operations).toEqual([
    {
      name: 'query',
      count: 7,
      totalUs: 1_394,
      buckets: {
        upToUs: [...[0.1, 0.2, 0.4, 1, 3, 8, 20, 60, 120].map((s) => s * 1_000_000), Number.POSITIVE_INFINITY],
        counts: [7, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      },
    },
  ])
})

test('two readings lie apart by what happened in between', async () => {
  const page = (counts: readonly number[], startedS = 1_700_000_000) =>
    ['0.01', '0.1', '+Inf'].map((le, i) => `t_bucket{le="${le}"} ${counts[i]}\n`).join('') +
    `t_sum ${counts[2]}\nt_count ${counts[2]}\nprocess_start_time_seconds ${startedS}\n`
  const pages = [page([1, 5, 6]), page([3, 8, 9]), page([3, 8, 9], 1_700_000_009)]
  const { url } = await answeringServer(() => pages.shift())
  const reader = readerOf(url, { times: [{ operation: 'read', selector: parseSelector('t'), unit: 's' }] })
  const [first, second, third] = [await reader.read(), await reader.read(), await reader.read()]
  expect(readingsApart(first, second)?.operations).toEqual([
    {
      name: 'read',
      count: 3,
      totalUs: 3_000_000,
      buckets: [
        [10_000, 2],
        [100_000, 1],
      ],
    },
  ])
  expect(readingsApart(second, third)).toBeUndefined()
})

test.each([
  ['', '/metrics'],
  ['/', '/metrics'],
  ['/actuator/prometheus', '/actuator/prometheus'],
  ['/metrics/?collect[]=cpu', '/metrics?collect[]=cpu'],
  ['?name[]=a&name[]=b', '/metrics?name[]=a&name[]=b'],
])('of the address %j it asks %s, once a reading', async (suffix, path) => {
  const { url, asked } = await answeringServer(() => 'up 1\n')
  await readerOf(`${url}${suffix}`).read()
  expect(asked).toEqual([path])
})

test('the node is called as the profile says, or host and port', async () => {
  const { url } = await answeringServer(() => undefined)
  expect([readerOf(url, { node: 'cass-1' }).node, readerOf(url).node]).toEqual(['cass-1', new URL(url).host])
  expect(readerOf(url)).toMatchObject({ source: 'prometheus', tier: 'cassandra' })
})

test.each<[Answer, string]>([
  [{ status: 404, body: 'secret' }, 'answers 404 where its metrics should be'],
  [{ status: 401, body: 'secret' }, 'answers 401, so its address must carry a user and a password that it takes'],
  [
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>secret' },
    'answers something else than metrics in a text format',
  ],
  ['process_cpu_seconds_total secret\n', 'answers metrics that cannot be read: line 1 is no sample of the text format'],
  ['# nothing\n', 'answers metrics that cannot be read: there are none'],
  [asOpenMetrics('up 1\n'), 'answers metrics that cannot be read: the end (# EOF) is missing'],
])('refuses %j in one sentence', async (answer, sentence) => {
  const { url, host } = await answeringServer(() => answer)
  const expected = new Error(`${host} ${sentence}`)
  await expect(readerOf(url).read()).rejects.toEqual(expected)
  await expect(readerOf(url).check()).rejects.toEqual(expected)
})

test('what is wanted may come with its first use', async () => {
  const reader = await answering('up 1\n', { times: [QUERIES] })
  expect(await reader.read()).toMatchObject({ operations: [], signals: [] })
})

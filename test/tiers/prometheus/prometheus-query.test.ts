import { expect, onTestFinished, test } from 'vitest'
import { NodeFold } from '../../../src/metrics/node-fold.js'
import { signalLines } from '../../../src/report/node-lines.js'
import { nodeRows } from '../../../src/report/node-rows.js'
import { PrometheusQuery } from '../../../src/tiers/prometheus/prometheus-query.js'
import { closedPort } from '../riemann/index-server.js'
import { queryServer } from './query-server.js'

const START_MS = 1_795_865_000_000
const LOAD = { tier: 'cassandra', name: 'load', query: 'node_load1', node: 'instance' } as const

const series = (instance: string, values: readonly (readonly [timeS: number, value: string])[]) => ({
  metric: { __name__: 'node_load1', instance },
  values: values.map(([after, value]) => [START_MS / 1_000 + after, value]),
})

const answer = (resultType: string, result: unknown): string =>
  JSON.stringify({ status: 'success', data: { resultType, result } })

const queryOf = (url: string, change: Partial<typeof LOAD> = {}) => {
  const query = new PrometheusQuery({ ...LOAD, ...change, address: { url } })
  onTestFinished(() => query.close())
  return query
}

const RUN = { startMs: START_MS, endUs: 12_000_000 }

test('asks for the window of the run, and tells each node the values that it had', async () => {
  const { url, asked } = await queryServer(
    answer('matrix', [
      series('c1:9100', [
        [0, '1'],
        [5, '0.5'],
        [10, '2.25'],
      ]),
      series('c2:9100', [[10, '0']]),
    ]),
  )
  const spans = await queryOf(url).spans(RUN)
  expect(asked[0]?.fields).toMatchObject({ start: '1795865000.000', end: '1795865012.000', step: '5' })
  expect(spans.map(({ node, fromUs, toUs }) => [node, fromUs, toUs])).toEqual([
    ['c1:9100', 0, 0],
    ['c1:9100', 0, 5_000_000],
    ['c1:9100', 5_000_000, 10_000_000],
    ['c2:9100', 0, 10_000_000],
  ])
  const fold = new NodeFold()
  fold.add(spans)
  expect(signalLines({ nodes: nodeRows(fold.nodes) })).toMatchObject([
    { tier: 'cassandra', signal: 'load', node: 'c1:9100', source: 'prometheus-server', figure: '1.25, at most 2.25' },
    { tier: 'cassandra', signal: 'load', node: 'c2:9100', figure: '0' },
  ])
})

test('a series without the label is of all nodes together', async () => {
  const { url } = await queryServer(answer('matrix', [{ metric: {}, values: [[START_MS / 1_000 + 5, '7']] }]))
  expect(await queryOf(url).spans(RUN)).toMatchObject([{ node: 'all', signals: [{ of: 'load', value: 7 }] }])
})

test.each([
  ['is gone', undefined, 'unreachable'],
  ['refuses the query', JSON.stringify({ status: 'error', errorType: 'bad_data', error: 'parse error' }), 'unreadable'],
])('a server that %s voids the run of this figure, and only of it', async (_, body, reason) => {
  const url = body === undefined ? `http://127.0.0.1:${await closedPort()}` : (await queryServer(body, 400)).url
  expect(await queryOf(url).spans(RUN)).toEqual([
    {
      source: 'prometheus-server',
      tier: 'cassandra',
      node: new URL(url).host,
      fromUs: 0,
      toUs: 12_000_000,
      void: reason,
    },
  ])
})

test('more nodes than a table bears are refused with what to do', async () => {
  const many = Array.from({ length: 101 }, (_, i) => ({ metric: { instance: `c${i}` }, value: [1, '1'] }))
  const { url } = await queryServer(answer('vector', many))
  await expect(queryOf(url).check()).rejects.toThrow(/answers load with 101 series; add them up by instance$/)
})

test('a check names the nodes, or what there is none of', async () => {
  const one = await queryServer(answer('vector', [{ metric: { instance: 'c1:9100' }, value: [1, '1'] }]))
  expect(await queryOf(one.url).check()).toMatchObject({ gives: ['load of c1:9100'], lacks: [] })
  const none = await queryServer(answer('vector', []))
  expect(await queryOf(none.url).check()).toMatchObject({ gives: [], lacks: [{ remedy: 'node_load1' }] })
})

test('several series of one node are refused with what to do', async () => {
  const both = [series('c1:9100', [[5, '1']]), series('c1:9100', [[5, '3']])]
  const { url } = await queryServer(answer('matrix', both))
  expect(await queryOf(url).spans(RUN)).toMatchObject([{ void: 'unreadable' }])
})

test('two figures of one node tell of one time, and a long run has no more points than a server answers', async () => {
  const { url, asked } = await queryServer(answer('matrix', [series('c1:9100', [[10, '1']])]))
  const spans = [...(await queryOf(url).spans(RUN)), ...(await queryOf(url).spans(RUN))]
  const fold = new NodeFold()
  fold.add(spans)
  expect(nodeRows(fold.nodes)).toMatchObject([{ node: 'c1:9100', knownUs: 10_000_000 }])
  await queryOf(url).spans({ ...RUN, endUs: 100_000 * 1e6 })
  expect(asked.at(-1)?.fields).toMatchObject({ step: '10' })
})

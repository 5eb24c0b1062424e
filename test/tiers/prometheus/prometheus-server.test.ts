import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { SourceGone } from '../../../src/tiers/node-reader.js'
import { PrometheusServer } from '../../../src/tiers/prometheus/prometheus-server.js'
import { queryAnswerOf, refusalOf, versionIn } from '../../../src/tiers/prometheus/query-answer.js'
import { fixtureText } from '../fixture.js'
import { queryServer } from './query-server.js'

const fixture = (name: string): string => fixtureText(`prometheus/${name}`)

const serverOf = async (body: string, status?: number) => {
  const { url, asked } = await queryServer(body, status)
  const server = new PrometheusServer({ url })
  onTestFinished(() => server.close())
  return { server, asked }
}

test('asks for a window and answers its series', async () => {
  const { server, asked } = await serverOf(fixture('query-range.json'))
  const series = await server.over('sum by (mode) (x)', {
    fromMs: 1_795_865_005_500,
    toMs: 1_795_865_011_000,
    stepS: 2,
  })
  expect(asked).toEqual([
    {
      path: '/api/v1/query_range',
      fields: { query: 'sum by (mode) (x)', start: '1795865005.500', end: '1795865011.000', step: '2', timeout: '4s' },
    },
  ])
  expect(series.map(({ labels }) => labels.get('mode'))).toEqual(['system', 'user'])
  expect(series[0]?.points).toEqual([
    [1_795_865_006, 0.07667065868264424],
    [1_795_865_008, 0.11750000000000682],
    [1_795_865_010, 0.08747813046736042],
  ])
})

test('asks for one moment', async () => {
  const { server, asked } = await serverOf(fixture('query.json'))
  const [series] = await server.at('up', 1_795_865_011_023)
  expect(asked[0]).toMatchObject({ path: '/api/v1/query', fields: { query: 'up', time: '1795865011.023' } })
  expect(series?.points).toEqual([[1_795_865_011.023, 1]])
  expect(series?.labels.get('__name__')).toBe('up')
})

test.each([
  [10_000, 1, '1'],
  [10_001, 1, '2'],
  [86_400, 5, '10'],
  [1, 15, '15'],
])('a window of %i s by %i s is asked for by %s s', async (lengthS, stepS, step) => {
  const { server, asked } = await serverOf(fixture('query-range.json'))
  await server.over('x', { fromMs: 0, toMs: lengthS * 1_000, stepS })
  expect(asked[0]?.fields['step']).toBe(step)
})

test('a number alone is one series, and what is no value is no point', () => {
  expect(queryAnswerOf(fixture('query-scalar.json'))).toEqual([{ labels: new Map(), points: [[1_795_865_011.034, 1]] }])
  expect(queryAnswerOf(fixture('query-inf.json'))[0]?.points).toEqual([])
})

test('says why a query was refused, in its own words only of the query', async () => {
  const { server } = await serverOf(fixture('query-bad.json'), 400)
  await expect(server.at('sum(', 0)).rejects.toThrow(
    `${server.name} refuses the query (bad_data): invalid parameter "query": 1:5: parse error: unclosed left parenthesis`,
  )
  expect(refusalOf('{"status":"error","errorType":"internal","error":"/srv/secret"}')).toBe(
    'refuses the query (internal)',
  )
})

test.each([
  ['no', 404, 'answers 404 to a query, so it is no Prometheus server or wants another path or password'],
  ['<html>', 200, 'answers a query with something else than series'],
  [
    '{"status":"success","data":{"resultType":"string","result":[1,"x"]}}',
    200,
    'answers a query with a text; ask for a number',
  ],
  [
    JSON.stringify({ status: 'success', data: { resultType: 'vector', result: Array(1_001).fill({ metric: {} }) } }),
    200,
    'answers a query with 1001 series; add them up, as sum by (label) (...) does',
  ],
])('refuses the answer %#', async (body, status, sentence) => {
  const { server } = await serverOf(body, status)
  await expect(server.at('x', 0)).rejects.toEqual(new Error(`${server.name} ${sentence}`))
})

test('says what it is', async () => {
  const { server, asked } = await serverOf(fixture('buildinfo.json'))
  expect(await server.check()).toBe('Prometheus 2.42.0+ds')
  expect(asked.map(({ path }) => path)).toEqual(['/api/v1/status/buildinfo'])
  expect(versionIn('{}')).toBe('a server without a version')
})

test('a server that is gone is gone', async () => {
  const server = new PrometheusServer({ url: 'http://127.0.0.1:1/prometheus' })
  onTestFinished(() => server.close())
  await expect(server.check()).rejects.toBeInstanceOf(SourceGone)
})

test('whatever the answer, points are numbers, or a sentence says why there are none', () => {
  const answers = (text: string): void => {
    try {
      for (const { points } of queryAnswerOf(text))
        for (const [timeS, value] of points) expect(Number.isFinite(timeS) && Number.isFinite(value)).toBe(true)
    } catch (error) {
      expect((error as Error).message).toMatch(/^answers a query with /)
    }
    expect(refusalOf(text) ?? 'refuses').toMatch(/^refuses/)
    expect(versionIn(text)).not.toBe('')
  }
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), answers))
  const recorded = ['query-range.json', 'query.json', 'query-scalar.json', 'query-bad.json', 'buildinfo.json'].map(
    fixture,
  )
  const piece = fc.constantFrom('null', '"NaN"', '-1', '[]', '{}', '"__proto__":1,', '1e999', '"', ',')
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...recorded), place, fc.nat(12), piece, (text, where, cut, put) => {
      const at = Math.floor(where * text.length)
      answers(text.slice(0, at) + put + text.slice(at + cut))
    }),
    { numRuns: 1_000 },
  )
})

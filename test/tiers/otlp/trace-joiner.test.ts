import { expect, test } from 'vitest'
import { TraceJoiner } from '../../../src/tiers/otlp/trace-joiner.js'
import type { TraceTimes } from '../../../src/tiers/otlp/trace-times.js'
import { requestSample } from '../../metrics/request-samples.js'
import { process } from './spans.js'

const WALL_US = 1_790_000_000_000_000

const joining = (skewUs = 0) => {
  const clock = { us: 0, nowUs: () => clock.us }
  const told: (readonly [string, number, number, number])[] = []
  const joiner = new TraceJoiner(
    {
      clock,
      evidence: (tier, step, second, us) => told.push([tier, step, second, us]),
      wallUs: (runUs) => WALL_US + runUs - skewUs,
    },
    66,
  )
  return { clock, joiner, told }
}

const sample = requestSample({ step: 3, intendedUs: 7_500_000, sentUs: 8_000_000, endUs: 8_100_000 })

const times = (change: Partial<TraceTimes> = {}): TraceTimes => ({
  ...{ jettyUs: 50_000, cassandraUs: 20_000, spans: 3, clipped: 1, orphans: 2 },
  served: [{ origin: process('jetty-1'), startUs: WALL_US + 8_010_000, endUs: WALL_US + 8_090_000 }],
  ...change,
})

test.each(['request', 'trace'])('joins whether the %s comes first, in the second the request was due', (first) => {
  const { joiner, told } = joining()
  if (first === 'request') joiner.request('a', sample)
  joiner.trace('a', times())
  if (first === 'trace') joiner.request('a', sample)
  expect(told).toEqual([
    ['jetty', 3, 7, 50_000],
    ['cassandra', 3, 7, 20_000],
  ])
  expect(joiner.counts).toEqual({
    ...{ requests: 1, joined: 1, unmatchedRequests: 0, waitingRequests: 0 },
    ...{ unmatchedSpans: 0, clippedSpans: 1, orphanSpans: 2 },
  })
})

test('what has no partner after its time is let go of and counted', () => {
  const { clock, joiner, told } = joining()
  joiner.request('a', sample)
  joiner.trace('b', times())
  clock.us = 67_000_000
  joiner.closeDue()
  joiner.request('b', sample)
  joiner.trace('a', times())
  joiner.close()
  expect(told).toEqual([])
  expect(joiner.counts).toMatchObject({ requests: 2, joined: 0, unmatchedRequests: 2, unmatchedSpans: 6 })
})

test('a trace that comes twice is joined once', () => {
  const { joiner, told } = joining()
  joiner.request('a', sample)
  joiner.trace('a', times())
  joiner.trace('a', times())
  expect(told).toHaveLength(2)
  expect(joiner.counts).toMatchObject({ joined: 1, unmatchedSpans: 3 })
})

test('a server worked after we sent and before it had answered: so far can its clock be from ours', () => {
  const { joiner } = joining(250_000)
  joiner.request('a', sample)
  joiner.trace('a', times())
  expect(joiner.serverClocks).toEqual([{ node: 'jetty-1', leastMs: 240, mostMs: 260, hasMoved: false }])
})

test('every request narrows it down, for each process by itself', () => {
  const { joiner } = joining()
  const servedBy = (node: string, fromUs: number, toUs: number) =>
    times({ served: [{ origin: process(node), startUs: WALL_US + fromUs, endUs: WALL_US + toUs }] })
  for (const [traceId, served] of [
    ['a', servedBy('jetty-1', 8_010_000, 8_090_000)],
    ['b', servedBy('jetty-1', 8_002_000, 8_080_000)],
    ['c', servedBy('jetty-2', 9_000_000, 9_050_000)],
  ] as const) {
    joiner.request(traceId, sample)
    joiner.trace(traceId, served)
  }
  expect(joiner.serverClocks).toEqual([
    { node: 'jetty-1', leastMs: -10, mostMs: 2, hasMoved: false },
    { node: 'jetty-2', leastMs: 950, mostMs: 1_000, hasMoved: false },
  ])
})

test('work that went on behind the answer tells nothing of a clock', () => {
  const { joiner } = joining()
  joiner.request('a', sample)
  joiner.trace(
    'a',
    times({ served: [{ origin: process('jetty-1'), startUs: WALL_US + 8_010_000, endUs: WALL_US + 9_000_000 }] }),
  )
  expect(joiner.serverClocks).toEqual([])
})

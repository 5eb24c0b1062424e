import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomStream } from '../../src/base/random.js'
import { makeTraceparent, parseTraceparent, traceIdOf, traceName } from '../../src/tiers/trace.js'
import { TraceSampler, type TraceSampling } from '../../src/tiers/trace-sampler.js'

const RUN_ID = '0123456789abcdef'

test('a trace header names run, shard and sequence number, and nothing of it is lost', () => {
  const shard = fc.nat({ max: 0xffff })
  const seq = fc.integer({ min: 1, max: 0xffff_ffff })
  fc.assert(
    fc.property(shard, seq, fc.boolean(), (shard, seq, sampled) => {
      const parsed = parseTraceparent(makeTraceparent(RUN_ID, shard, seq, sampled))
      expect(parsed).toEqual({ traceId: traceIdOf(RUN_ID, shard, seq), sampled })
      expect(traceName(parsed?.traceId ?? '')).toEqual({ runId: RUN_ID, shard, seq })
    }),
  )
})

test('a trace id is 32 hexadecimal digits: 16 of the run, 4 of the shard, 12 of the sequence', () => {
  expect(traceIdOf(RUN_ID, 10, 255)).toBe('0123456789abcdef000a0000000000ff')
})

test.each([
  ['nothing', ''],
  ['an all-zero trace id', `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`],
  ['an all-zero span id', `00-${'1'.repeat(32)}-${'0'.repeat(16)}-01`],
  ['the version that is none', `ff-${'1'.repeat(32)}-${'1'.repeat(16)}-01`],
  ['upper-case digits', `00-${'A'.repeat(32)}-${'1'.repeat(16)}-01`],
  ['more fields in version 00', `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01-x`],
  ['a short one', `00-${'1'.repeat(31)}-${'1'.repeat(16)}-01`],
])('refuses %s as a trace header', (_, text) => {
  expect(parseTraceparent(text)).toBeUndefined()
})

test('reads a header of a later version with fields of its own', () => {
  expect(parseTraceparent(`01-${'1'.repeat(32)}-${'1'.repeat(16)}-03-x`)).toEqual({
    traceId: '1'.repeat(32),
    sampled: true,
  })
})

const sampler = (sampling: Partial<TraceSampling>): TraceSampler =>
  new TraceSampler({
    ...{ runId: RUN_ID, shard: 0, shards: 1, ratePerSec: 10, sampledEvery: 4 },
    random: randomStream(7, 'trace'),
    ...sampling,
  })

/** Sequence numbers of requests that are due evenly over a second; 0: untraced. */
const tracedIn = (traces: TraceSampler, second: number, requests: number): number[] =>
  Array.from({ length: requests }, (_, i) => traces.next((second + i / requests) * 1_000_000)?.seq ?? 0)

const isTraced = (seq: number): boolean => seq > 0

test('up to the rate every request is traced, and numbers go on', () => {
  const traces = sampler({ ratePerSec: 5 })
  expect([0, 1, 2].map((second) => tracedIn(traces, second, 5).at(-1))).toEqual([5, 10, 15])
})

test('beyond the rate a random share is, as many as the rate', () => {
  const traces = sampler({ ratePerSec: 100 })
  const counts = Array.from({ length: 50 }, (_, second) => tracedIn(traces, second, 1_000).filter(isTraced).length)
  const settled = counts.slice(1)
  expect(counts[0]).toBe(1_000)
  expect(settled.reduce((sum, count) => sum + count, 0) / settled.length).toBeCloseTo(100, -1)
})

test('no part of a second is traced more than another', () => {
  const traces = sampler({ ratePerSec: 100 })
  tracedIn(traces, 0, 1_000)
  const early = Array.from({ length: 200 }, (_, second) => {
    const traced = tracedIn(traces, second + 1, 1_000)
    return [traced.slice(0, 500).filter(isTraced).length, traced.filter(isTraced).length] as const
  })
  const [first = 0, all = 1] = early.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0])
  // 20,000 traced requests: the half of them is known to within 0.35 %, so this is four times that.
  expect(Math.abs(first / all - 0.5)).toBeLessThan(0.015)
})

test('a request that is sent late is traced by the share of the second in which it was due', () => {
  const traces = sampler({ ratePerSec: 10 })
  tracedIn(traces, 0, 10)
  tracedIn(traces, 1, 10_000)
  traces.next(2_000_000)
  const late = Array.from({ length: 100 }, () => traces.next(1_500_000))
  expect(late.every((trace) => trace !== undefined)).toBe(true)
})

test('after a lull the load before it still counts', () => {
  const traces = sampler({ ratePerSec: 10 })
  tracedIn(traces, 0, 10_000)
  expect(tracedIn(traces, 2, 10_000).filter(isTraced).length).toBeLessThan(100)
})

test('a rate of zero traces nothing', () => {
  expect(tracedIn(sampler({ ratePerSec: 0 }), 0, 1_000).some(isTraced)).toBe(false)
})

test('fewer requests carry the sampled flag', () => {
  const traces = sampler({ ratePerSec: 8, sampledEvery: 4 })
  const flags = Array.from({ length: 8 }, () => traces.next(0)?.traceparent.slice(-2))
  expect(flags).toEqual(['00', '00', '00', '01', '00', '00', '00', '01'])
})

test('the shares of all shards add up to the rate', () => {
  const traced = [0, 1, 2].map((shard) => {
    const traces = sampler({ ratePerSec: 30, shard, shards: 3, random: randomStream(7, 'trace', shard) })
    tracedIn(traces, 0, 1_000)
    return Array.from({ length: 100 }, (_, second) => tracedIn(traces, second + 1, 1_000).filter(isTraced).length)
  })
  expect(traced.flat().reduce((sum, count) => sum + count, 0) / 100).toBeCloseTo(30, -1)
})

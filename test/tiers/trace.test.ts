import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomStream } from '../../src/base/random.js'
import { isSampledSeq, makeTraceparent, parseTraceparent, traceIdOf, traceName } from '../../src/tiers/trace.js'
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
    ...{ runId: RUN_ID, shard: 0, shards: 1, ratePerSec: 10, sampledPerSec: 0 },
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

/** Requests with the flag in each of some seconds with so many evenly due requests, behind a first one that is not counted. */
const sampledIn = (traces: TraceSampler, seconds: number, requests: number): number[] => {
  tracedIn(traces, 0, requests)
  return Array.from({ length: seconds }, (_, s) => tracedIn(traces, s + 1, requests).filter(isSampledSeq).length)
}

const meanOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0) / counts.length

test('a share of the traced requests carries the sampled flag, as many as its rate', () => {
  expect(meanOf(sampledIn(sampler({ ratePerSec: 100, sampledPerSec: 20 }), 100, 1_000))).toBeCloseTo(20, -1)
})

test('unless told otherwise ten a second over all shards do', () => {
  const perShard = [0, 1, 2, 3].map((shard) => {
    const random = randomStream(7, 'trace', shard)
    const traces = new TraceSampler({ runId: RUN_ID, ratePerSec: 400, shard, shards: 4, random })
    return meanOf(sampledIn(traces, 200, 500))
  })
  // 2,000 with the flag: their number is known to within 2.2 %, so this is over four times that.
  expect(Math.abs(meanOf(perShard) * 4 - 10)).toBeLessThan(1)
})

test('where fewer are traced than may carry the flag, all of them do', () => {
  expect(sampledIn(sampler({ ratePerSec: 10, sampledPerSec: 20 }), 3, 8)).toEqual([8, 8, 8])
})

test('a second of sudden load has no more with the flag than ten times their rate', () => {
  const traces = sampler({ ratePerSec: 200, sampledPerSec: 5 })
  expect(tracedIn(traces, 0, 10_000).filter(isSampledSeq)).toHaveLength(50)
})

test('the number of a request says whether it carries the flag, and so does its header', () => {
  const traces = sampler({ ratePerSec: 100, sampledPerSec: 20 })
  tracedIn(traces, 0, 500)
  const all = Array.from({ length: 2_000 }, (_, i) => traces.next(1_000_000 + i))
  const traced = all.filter((trace) => trace !== undefined)
  expect(new Set(traced.map(({ seq }) => isSampledSeq(seq)))).toEqual(new Set([true, false]))
  for (const { seq, traceparent } of traced)
    expect(parseTraceparent(traceparent)).toEqual({ traceId: traceIdOf(RUN_ID, 0, seq), sampled: isSampledSeq(seq) })
})

test('the shares of all shards add up to the rate', () => {
  const traced = [0, 1, 2].map((shard) => {
    const traces = sampler({ ratePerSec: 30, shard, shards: 3, random: randomStream(7, 'trace', shard) })
    tracedIn(traces, 0, 1_000)
    return Array.from({ length: 100 }, (_, second) => tracedIn(traces, second + 1, 1_000).filter(isTraced).length)
  })
  expect(traced.flat().reduce((sum, count) => sum + count, 0) / 100).toBeCloseTo(30, -1)
})

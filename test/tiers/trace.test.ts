import fc from 'fast-check'
import { expect, test } from 'vitest'
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
  new TraceSampler({ runId: RUN_ID, shard: 0, shards: 1, ratePerSec: 10, everyKth: 5, sampledEvery: 4, ...sampling })

const tracedAt = (traces: TraceSampler, runUs: number, requests: number): number[] =>
  Array.from({ length: requests }, () => traces.next(runUs)?.seq ?? 0)

test('the first requests of a second are traced, then every k-th', () => {
  const seqs = tracedAt(sampler({ ratePerSec: 2, everyKth: 3 }), 0, 9)
  expect(seqs).toEqual([1, 2, 0, 0, 3, 0, 0, 4, 0])
})

test('the next second starts anew, and numbers go on', () => {
  const traces = sampler({ ratePerSec: 2, everyKth: 100 })
  tracedAt(traces, 999_999, 5)
  expect(tracedAt(traces, 1_000_000, 3)).toEqual([3, 4, 0])
})

test('a rate of zero traces nothing', () => {
  expect(tracedAt(sampler({ ratePerSec: 0 }), 0, 1_000).some((seq) => seq > 0)).toBe(false)
})

test('fewer requests carry the sampled flag', () => {
  const traces = sampler({ ratePerSec: 8, sampledEvery: 4 })
  const flags = Array.from({ length: 8 }, () => traces.next(0)?.traceparent.slice(-2))
  expect(flags).toEqual(['00', '00', '00', '01', '00', '00', '00', '01'])
})

test('the shares of all shards add up to the rate', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 16 }), (ratePerSec, shards) => {
      const traced = Array.from({ length: shards }, (_, shard) => {
        const seqs = tracedAt(sampler({ ratePerSec, shard, shards, everyKth: 1_000_000 }), 0, ratePerSec)
        return seqs.filter((seq) => seq > 0).length
      })
      expect(traced.reduce((sum, count) => sum + count, 0)).toBe(ratePerSec)
    }),
    { numRuns: 30 },
  )
})

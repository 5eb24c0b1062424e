import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NodeReading } from '../../src/tiers/node-reader.js'
import { readingsApart } from '../../src/tiers/readings-apart.js'

const reading = (change: Partial<NodeReading> = {}): NodeReading => ({ operations: [], signals: [], ...change })

test('counts and times are what was gained, gauges what they are', () => {
  const before = reading({
    operations: [{ name: 'read', count: 10, totalUs: 1_000 }],
    signals: [
      { name: 'dropped', of: 'READ', value: 3 },
      { name: 'queue', of: 'READ', value: 9 },
    ],
  })
  const after = reading({
    operations: [{ name: 'read', count: 25, totalUs: 4_000 }],
    signals: [
      { name: 'dropped', of: 'READ', value: 5 },
      { name: 'queue', of: 'READ', value: 2 },
    ],
  })
  expect(readingsApart(before, after)).toEqual({
    operations: [{ name: 'read', count: 15, totalUs: 3_000 }],
    signals: [
      { name: 'dropped', of: 'READ', value: 2 },
      { name: 'queue', of: 'READ', value: 2 },
    ],
  })
})

test('only buckets that gained are told, the one beyond all bounds without a bound', () => {
  const upToUs = [1, 2, Number.POSITIVE_INFINITY]
  const at = (counts: readonly number[]) =>
    reading({ operations: [{ name: 'read', count: counts.reduce((a, b) => a + b), buckets: { upToUs, counts } }] })
  expect(readingsApart(at([5, 5, 0]), at([5, 7, 1]))?.operations[0]).toEqual({
    name: 'read',
    count: 3,
    buckets: [
      [2, 2],
      [null, 1],
    ],
  })
})

test('what appears later began at none', () => {
  const after = reading({ operations: [{ name: 'write', count: 4 }], signals: [{ name: 'rejected', value: 1 }] })
  expect(readingsApart(reading(), after)).toEqual({
    operations: [{ name: 'write', count: 4 }],
    signals: [{ name: 'rejected', value: 1 }],
  })
})

test.each([
  ['a count', { operations: [{ name: 'read', count: 9 }] }],
  ['a time', { operations: [{ name: 'read', count: 10, totalUs: 5 }] }],
  ['a bucket', { operations: [{ name: 'read', count: 10, totalUs: 9, buckets: { upToUs: [1, 2], counts: [1, 9] } }] }],
  ['a counter', { signals: [{ name: 'rejected' as const, value: 0 }] }],
  ['another start', { startedMs: 2 }],
])('%s that went backwards is a restart', (_, change) => {
  const before = reading({
    operations: [{ name: 'read', count: 10, totalUs: 9, buckets: { upToUs: [1, 2], counts: [2, 8] } }],
    signals: [{ name: 'rejected', value: 1 }],
    startedMs: 1,
  })
  expect(readingsApart(before, { ...before, ...change })).toBeUndefined()
})

test('spans add up to what was gained in all, however often is read', () => {
  const growths = fc.array(fc.array(fc.nat(50), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 20 })
  fc.assert(
    fc.property(growths, (steps) => {
      const total = [0, 0, 0]
      const readings = steps.map((step) => {
        for (const [i, gain] of step.entries()) total[i] = (total[i] ?? 0) + gain
        const counts = [...total]
        const count = counts.reduce((a, b) => a + b)
        return reading({ operations: [{ name: 'read', count, buckets: { upToUs: [1, 2, 3], counts } }] })
      })
      const gained = readings.slice(1).map((after, i) => readingsApart(readings[i] ?? after, after)?.operations[0])
      const first = readings[0]?.operations[0]?.count ?? 0
      expect(gained.reduce((sum, span) => sum + (span?.count ?? Number.NaN), 0)).toBe(
        total.reduce((a, b) => a + b) - first,
      )
      for (const span of gained) expect(span?.buckets?.reduce((sum, [, count]) => sum + count, 0)).toBe(span?.count)
    }),
  )
})

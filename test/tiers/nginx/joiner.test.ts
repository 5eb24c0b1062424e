import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Joiner, type JoinerOptions, type TracedSample } from '../../../src/tiers/nginx/joiner.js'
import type { TracedLine } from '../../../src/tiers/nginx/log-line.js'

const joining = (options: Partial<JoinerOptions> = {}) => {
  const clock = { us: 0, nowUs: () => clock.us }
  const told: (readonly [string, number, number, number])[] = []
  const sums: (readonly [number, number, number])[] = []
  const joiner = new Joiner({
    clock,
    emit: (tier, step, second, us) => told.push([tier, step, second, us]),
    reconcile: (second, { serviceUs, tiersUs }) => sums.push([second, serviceUs, tiersUs]),
    ...options,
  })
  return { clock, joiner, told, sums }
}

const sample = (change: Partial<TracedSample> = {}): TracedSample => ({
  traceId: 'a',
  step: 3,
  second: 7,
  sentUs: 7_100_000,
  serviceUs: 10_000,
  jettyUs: 6_000,
  cassandraUs: 2_000,
  elasticsearchUs: -1,
  ...change,
})

const line = (change: Partial<TracedLine> = {}): TracedLine => ({
  kind: 'traced',
  traceId: 'a',
  requestUs: 9_000,
  upstreamUs: 7_000,
  attempts: 1,
  ...change,
})

test.each([
  ['sample', 'line'],
  ['line', 'sample'],
])('joins whether %s or %s comes first, in the second the request was due', (first) => {
  const { joiner, told, sums } = joining()
  if (first === 'sample') joiner.sample(sample())
  joiner.line(line(), 'n')
  if (first === 'line') joiner.sample(sample())
  expect(told).toEqual([
    ['network', 3, 7, 1_000],
    ['nginx', 3, 7, 2_000],
  ])
  expect(sums).toEqual([[7, 10_000, 9_000]])
  expect(joiner.counts).toMatchObject({ joined: 1, waitingSamples: 0, waitingLines: 0 })
})

test('an answer that nginx gave by itself is all network and nginx', () => {
  const { joiner, told, sums } = joining()
  joiner.sample(sample({ jettyUs: -1, cassandraUs: -1 }))
  joiner.line({ kind: 'traced', traceId: 'a', requestUs: 9_000, attempts: 0 }, 'n')
  expect(told.map(([tier, , , us]) => [tier, us])).toEqual([
    ['network', 1_000],
    ['nginx', 9_000],
  ])
  expect(sums).toEqual([[7, 10_000, 10_000]])
})

test('a request whose application kept silent does not count towards the sum of the parts', () => {
  const { joiner, told, sums } = joining()
  joiner.sample(sample({ jettyUs: -1, cassandraUs: -1 }))
  joiner.line(line(), 'n')
  expect(told).toHaveLength(2)
  expect(sums).toEqual([])
})

test('negative differences are handed on as they are, and count as zero in the sum of the parts', () => {
  const { joiner, told, sums } = joining()
  joiner.sample(sample({ serviceUs: 8_000, jettyUs: 1_000, cassandraUs: 1_500 }))
  joiner.line(line({ requestUs: 9_000, upstreamUs: 9_500 }), 'n')
  expect(told.map(([, , , us]) => us)).toEqual([-1_000, -500])
  expect(sums).toEqual([[7, 8_000, 1_500]])
})

test.each([
  ['sample', { unmatchedSamples: 1, unmatchedLines: 1 }],
  ['line', { unmatchedSamples: 1, unmatchedLines: 1 }],
])('a %s is let go of 5 s after the second in which it came, and its partner then finds none', (first, expected) => {
  const { clock, joiner } = joining()
  const [come, follow] = first === 'sample' ? ([sample(), line()] as const) : ([line(), sample()] as const)
  const tell = (one: TracedSample | TracedLine) => ('kind' in one ? joiner.line(one, 'n') : joiner.sample(one))
  clock.us = 1_500_000
  tell(come)
  clock.us = 7_000_000
  tell(follow)
  joiner.close()
  expect(joiner.counts).toMatchObject({ joined: 0, ...expected })
})

test('a partner that comes just within the 5 s is found', () => {
  const { clock, joiner } = joining()
  clock.us = 1_500_000
  joiner.sample(sample())
  clock.us = 6_999_999
  joiner.line(line(), 'n')
  expect(joiner.counts).toMatchObject({ joined: 1, unmatchedSamples: 0, unmatchedLines: 0 })
})

test('a duplicate on either side is joined once', () => {
  const { joiner } = joining()
  joiner.sample(sample())
  joiner.sample(sample())
  joiner.line(line(), 'n')
  joiner.line(line(), 'n')
  joiner.close()
  expect(joiner.counts).toMatchObject({ samples: 2, lines: 2, joined: 1, unmatchedSamples: 1, unmatchedLines: 1 })
})

test('beyond the bound the oldest goes first', () => {
  const { joiner } = joining({ maxPending: 2 })
  for (const traceId of ['a', 'b', 'c']) joiner.sample(sample({ traceId }))
  expect(joiner.counts).toMatchObject({ waitingSamples: 2, unmatchedSamples: 1 })
  for (const traceId of ['a', 'b', 'c']) joiner.line(line({ traceId }), 'n')
  expect(joiner.counts).toMatchObject({ joined: 2, waitingSamples: 0, waitingLines: 1 })
})

const happening = fc.record({
  kind: fc.constantFrom('sample', 'line', 'time' as const),
  traceId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  us: fc.nat({ max: 3_000_000 }),
})

test('whatever comes in whatever order, all is joined, unmatched or waiting, and nothing waits beyond its bounds', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const { clock, joiner, told } = joining({ maxPending: 3 })
      for (const { kind, traceId, us } of happenings) {
        if (kind === 'sample') joiner.sample(sample({ traceId }))
        else if (kind === 'line') joiner.line(line({ traceId }), 'n')
        else clock.us += us
        const counts = joiner.counts
        expect(counts.joined + counts.unmatchedSamples + counts.waitingSamples).toBe(counts.samples)
        expect(counts.joined + counts.unmatchedLines + counts.waitingLines).toBe(counts.lines)
        expect(Math.max(counts.waitingSamples, counts.waitingLines)).toBeLessThanOrEqual(3)
      }
      joiner.close()
      expect(joiner.counts).toMatchObject({ waitingSamples: 0, waitingLines: 0 })
      expect(told).toHaveLength(2 * joiner.counts.joined)
    }),
  )
})

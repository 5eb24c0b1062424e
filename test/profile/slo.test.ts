import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSlo, type Slo } from '../../src/profile/slo.js'
import { sloText } from '../../src/profile/slo-text.js'
import { anySlo } from './slos.js'

const slo = (change: Partial<Slo> = {}): Slo => ({
  subject: { kind: 'named', name: 'timeline', series: 'response' },
  statistic: { kind: 'percentile', percentage: 99 },
  window: { kind: 'default' },
  op: '<',
  bound: 500_000,
  ...change,
})
const percentile = (percentage: number) => ({ kind: 'percentile', percentage }) as const
const named = (name: string, series: 'response' | 'service' = 'response') => ({ kind: 'named', name, series }) as const
const allSteps = { subject: { kind: 'all-steps' }, statistic: { kind: 'errors' } } as const
const users = { subject: { kind: 'users' }, statistic: { kind: 'users' } } as const

test.each<[string, Slo]>([
  ['timeline.p99 < 500ms', slo()],
  ['  timeline.p99<500ms ', slo()],
  ['login.p95 < 2s', slo({ subject: named('login'), statistic: percentile(95), bound: 2_000_000 })],
  ['timeline.p99.9 < 500ms', slo({ statistic: percentile(99.9) })],
  ['timeline.p999 < 500ms', slo({ statistic: percentile(99.9) })],
  ['timeline.max <= 0', slo({ statistic: { kind: 'max' }, op: '<=', bound: 0 })],
  ['cassandra.mean < 5ms', slo({ subject: named('cassandra'), statistic: { kind: 'mean' }, bound: 5_000 })],
  ['errors < 0.1%', slo({ ...allSteps, bound: 0.001 })],
  ['errors < 1%', slo({ ...allSteps, bound: 0.01 })],
  ['users >= 0%', slo({ ...users, op: '>=', bound: 0 })],
  ['errors = 0', slo({ ...allSteps, op: '=', bound: 0 })],
  ['errors == 0', slo({ ...allSteps, op: '=', bound: 0 })],
  ['errors[all] = 0', slo({ ...allSteps, window: { kind: 'all' }, op: '=', bound: 0 })],
  ['users >= 99%', slo({ ...users, op: '>=', bound: 0.99 })],
  ['post.errors < 1%', slo({ subject: named('post'), statistic: { kind: 'errors' }, bound: 0.01 })],
  ['timeline.p99[ramp] < 500ms', slo({ window: { kind: 'ramp' } })],
  ['timeline.p99 [ hold ] < 500ms', slo({ window: { kind: 'hold' } })],
  ['timeline.p99[last 5m] < 500ms', slo({ window: { kind: 'last', lengthUs: 300_000_000 } })],
  [
    'timeline/poll.service.p95[each 1m] <= 400ms',
    slo({
      subject: named('timeline/poll', 'service'),
      statistic: percentile(95),
      window: { kind: 'each', lengthUs: 60_000_000 },
      op: '<=',
      bound: 400_000,
    }),
  ],
])('reads %j', (text, expected) => {
  expect(parseSlo(text)).toEqual(expected)
})

test.each([
  ['', 'write subject[.service].statistic[window] op value'],
  ['timeline.p99', 'write subject'],
  ['timeline < 5ms', 'name a statistic, such as timeline.p99'],
  ['timeline.service < 5ms', 'name a statistic after .service'],
  ['timeline.p0 < 5ms', 'the statistics are'],
  ['timeline.p100 < 5ms', 'p100 is the largest; write timeline.max'],
  ['timeline.p101 < 5ms', 'the statistics are'],
  ['timeline.p995 < 5ms < 6ms', 'write subject'],
  ['timeline.median < 5ms', 'the statistics are'],
  ['timeline.p99 < 500', 'compare with a time'],
  ['timeline.p99 < 1%', 'compare with a time'],
  ['errors < 5ms', 'compare with a share'],
  ['errors < 5', 'compare with a share'],
  ['errors < 1', '1 could be 1% or 100%; write the share with its %'],
  ['errors < 0.001', '0.001 could be 0.001% or 0.1%; write'],
  ['errors < 101%', 'compare with a share from 0% to 100%'],
  ['users >= 160k', 'compare with a share'],
  ['timeline.p99[rmap] < 500ms', 'write the window as'],
  ['timeline.p99[last] < 500ms', 'write the window as'],
  ['timeline.p99[last 0] < 500ms', 'write the window as'],
  ['timeline.p99[each 500ms] < 500ms', 'in whole seconds'],
  ['timeline/poll.service.errors < 1%', 'errors have no service time'],
])('says what is wrong with %j', (text, remedy) => {
  expect(parseSlo(text)).toEqual({ path: '--slo', value: text, remedy: expect.stringContaining(remedy) })
})

describe('whatever is written', () => {
  test('an SLO printed and read again is the same', () => {
    fc.assert(
      fc.property(anySlo, (one) => {
        expect(parseSlo(sloText(one))).toEqual(one)
      }),
    )
  })

  test('a text is an SLO or a problem, and never throws', () => {
    const pieces = fc.constantFrom('timeline', '.p99', '[each', ' 1m]', '<', '=', '5ms', 'errors', '.service', '%', '/')
    const texts = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.array(pieces).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseSlo(text)
        if ('remedy' in parsed) expect(parsed.value).toBe(text)
        else expect(parseSlo(sloText(parsed))).toEqual(parsed)
      }),
    )
  })

  test('a long text is refused in no time', () => {
    expect(parseSlo(`${'a'.repeat(200_000)} <`)).toHaveProperty('remedy')
    expect(parseSlo(`a.p99${' '.repeat(50_000)}!`)).toHaveProperty('remedy')
  })
})

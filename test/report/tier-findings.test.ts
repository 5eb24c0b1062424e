import { expect, test } from 'vitest'
import { answerOf } from '../../src/report/answer.js'
import { findingText, tierFindings } from '../../src/report/tier-findings.js'
import { failedResult, result } from './results.js'

const columns = (...tiers: readonly Record<string, number>[]) => ({
  secondsPerColumn: 1,
  rowsUs: [0],
  columns: tiers.map((times) => ({ responses: [10], tiers: times })),
})

// Second 0 is the ramp with half of the users, 1 and 2 the hold.
const grown = result({
  columns: columns(
    { jetty: 2_000, cassandra: 2_000 },
    { jetty: 3_000, cassandra: 8_000 },
    { jetty: 3_000, cassandra: 10_000 },
  ),
})

test('tiers come by their time over the hold, with how much they grew from half of the users', () => {
  const findings = tierFindings(grown)
  expect(findings.map(({ tier, meanUs, growth }) => [tier, meanUs, growth])).toEqual([
    ['cassandra', 9_000, 4.5],
    ['jetty', 3_000, 1.5],
  ])
  expect(findings.map(findingText)[0]).toBe(
    '9.00 ms of a mean request, 75 % of its time in all tiers, 4.5 times what it was with at most half of the users',
  )
})

test('columns weigh as much as they have requests', () => {
  const uneven = columns({}, { jetty: 1_000 }, { jetty: 4_000 })
  const weighed = {
    ...uneven,
    columns: uneven.columns.map((column, at) => ({ ...column, responses: [at === 1 ? 20 : 10] })),
  }
  expect(tierFindings(result({ columns: weighed })).map(({ meanUs }) => meanUs)).toEqual([2_000])
})

test('times below a tick of the clock do not grow, the network is no tier to blame, and silence is no finding', () => {
  const small = columns({ network: 9_000, jetty: 10 }, { network: 9_000, jetty: 500 })
  expect(tierFindings(result({ columns: small })).map(({ tier, growth }) => [tier, growth])).toEqual([['jetty', null]])
  expect(tierFindings(result({ columns: columns({}) }))).toEqual([])
})

test('what a node refused stands beside its tier', () => {
  const signal = { name: 'rejected', of: 'search', unit: 'count', kind: 'counter', gained: 12 } as const
  const node = { tier: 'cassandra', node: 'c1', source: 'jolokia', knownUs: 1, operations: [], signals: [signal] }
  const [first] = tierFindings({ ...grown, nodes: [node] as never })
  expect(first && findingText(first)).toContain('rejected of search on c1: 12')
})

test('the answer says who held how many, or what was missed by most and where the time went', () => {
  expect(answerOf(grown)).toBe(
    "The platform held 10 of 10 users. Every SLO was met. Behind the network, most of a request's time went to cassandra (75 %).",
  )
  expect(answerOf(failedResult())).toContain(
    'The platform did not hold 10 users as asked: 1 of 2 SLOs missed, by most errors = 0 (measured 2 %, asked for = 0 %).',
  )
  expect(answerOf(result({ verdict: { status: 'invalid', reasons: ['late'], slos: [] } }))).toContain(
    'say nothing about the platform',
  )
})

test('the largest part of the time is called most of it only above half', () => {
  const even = result({ columns: columns({ jetty: 3_000, cassandra: 4_000, elasticsearch: 3_000 }) })
  expect(answerOf(even)).toContain("the largest part of a request's time went to cassandra (40 %).")
})

test.each([
  ['a bound of none', { op: '=', value: 0.02, bound: 0, unit: 'ratio' }],
  ['a least that was missed by far', { op: '>', value: 0.1, bound: 0.9, unit: 'ratio' }],
  ['a most that was missed by far', { op: '<', value: 2_000_000, bound: 300_000, unit: 'us' }],
] as const)('%s is missed by more than a latency by a little', (_, missed) => {
  const { verdict, ...rest } = failedResult()
  const [one] = verdict.slos
  if (!one) throw new Error('no SLO')
  const slos = [
    { ...one, status: 'fail', expression: 'little', op: '<', value: 520_000, bound: 500_000, unit: 'us' },
    { ...one, status: 'fail', expression: 'much', ...missed },
  ] as const
  expect(answerOf({ ...rest, verdict: { ...verdict, slos } })).toContain('by most much')
})

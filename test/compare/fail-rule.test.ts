import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkFailRule, type FailRule, parseFailRule } from '../../src/compare/fail-rule.js'

test.each<[string, Partial<FailRule>]>([
  ['timeline.p99 > +10%', { name: 'timeline', figure: 'p99', op: '>', bound: 0.1, unit: 'relative' }],
  ['timeline/poll.p50 > +20ms', { name: 'timeline/poll', figure: 'p50', op: '>', bound: 20_000, unit: 'us' }],
  ['jetty.p95>+5%', { name: 'jetty', figure: 'p95', bound: 0.05 }],
  ['errors > +0.5pp', { name: undefined, figure: 'errors', bound: 0.005, unit: 'points' }],
  ['post.errors > +1 pp', { name: 'post', figure: 'errors', bound: 0.01, unit: 'points' }],
  ['throughput < -5%', { name: undefined, figure: 'throughput', op: '<', bound: -0.05, unit: 'relative' }],
])('%s is a rule', (text, rule) => {
  expect(parseFailRule(text)).toMatchObject(rule)
})

test.each([
  ['timeline.p99 > 10%', 'signed change'],
  ['timeline.p99', 'signed change'],
  ['', 'signed change'],
  ['p99 > +10%', 'name whose p99, such as timeline.p99'],
  ['timeline.p98 > +10%', 'the figures are p50, p95, p99, throughput, errors'],
  ['timeline.p99 > +10', 'write the change as +10% or as +20ms'],
  ['errors > +10%', 'points of their share, such as +0.5pp'],
  ['throughput < -5ms', 'throughput changes by a share, such as -5%'],
  [`timeline.p99 > +${'1'.repeat(400)}%`, 'signed change'],
])('%s is refused with the remedy', (text, remedy) => {
  expect(parseFailRule(text)).toMatchObject({ path: '--fail-if', value: text, remedy: expect.stringContaining(remedy) })
})

const NAMES = {
  subjects: ['login', 'timeline'],
  steps: [
    { name: 'timeline/poll', scenario: 'timeline' },
    { name: 'browse/page', scenario: 'browse' },
    { name: 'browse/list', scenario: 'browse' },
  ],
  tiers: ['jetty'],
}

test.each([
  ['timelin.p99 > +1%', 'did you mean timeline?'],
  ['browse.p99 > +1%', 'name one of its steps, such as browse/page'],
  ['jetty.errors > +1pp', 'errors are counted by step'],
  ['jetty.throughput < -1%', 'errors are counted by step'],
])('%s names nothing that can be compared', (text, remedy) => {
  const rule = parseFailRule(text)
  expect('remedy' in rule ? rule : checkFailRule(rule, NAMES)).toMatchObject({
    remedy: expect.stringContaining(remedy),
  })
})

test.each(['timeline.p99 > +1%', 'timeline/poll.errors > +1pp', 'jetty.p50 > +1ms', 'errors > +1pp'])(
  '%s names something',
  (text) => {
    const rule = parseFailRule(text)
    expect('remedy' in rule ? rule : checkFailRule(rule, NAMES)).toBeUndefined()
  },
)

test('whatever is written comes back as a rule of finite bound or with a remedy', () => {
  const words = fc.constantFrom(
    'timeline',
    '/poll',
    '.',
    'p99',
    'p50',
    'errors',
    'throughput',
    '>',
    '<',
    '+',
    '-',
    ' ',
    '10',
    '.5',
    '%',
    'ms',
    'pp',
    's',
    '1e9',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words, { maxLength: 9 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const rule = parseFailRule(text)
      if ('remedy' in rule) expect(rule.remedy).not.toBe('')
      else expect(Number.isFinite(rule.bound)).toBe(true)
    }),
    { seed: 5, numRuns: 200 },
  )
})

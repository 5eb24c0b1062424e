import { expect, test } from 'vitest'
import type { CrossCheck } from '../../../src/verdict/cross-checks/cross-check.js'
import { checkTierRequests, type TierTouches } from '../../../src/verdict/cross-checks/tier-requests.js'

const answers = (step: string, ok: number, change: Partial<TierTouches> = {}): TierTouches => ({
  ...{ step, isCacheable: false, ok, answered: ok, timed: ok },
  ...{ jetty: ok, cassandra: 0, elasticsearch: 0 },
  ...change,
})

const PAGE = answers('login/page', 500)
const ASSETS = answers('login/asset', 7_000, { isCacheable: true, timed: 70, jetty: 70 })
const ME = answers('login/me', 500, { cassandra: 31 })
const POLLS = answers('timeline/poll', 2_000, { cassandra: 2_000 })
const KEYS = answers('search/key-up', 400, { cassandra: 400, elasticsearch: 70 })
const RESULTS = answers('search/results', 100, { elasticsearch: 100, cassandra: 12 })
const HEALTHY = [PAGE, ASSETS, ME, POLLS, KEYS, RESULTS]

const checkOf = (tier: string, steps: readonly TierTouches[], isInstrumented = true): CrossCheck | undefined =>
  checkTierRequests({ steps, isInstrumented }).find(({ name }) => name.endsWith(tier))

const changed = (step: TierTouches, change: Partial<TierTouches>): TierTouches[] =>
  HEALTHY.map((one) => (one === step ? { ...one, ...change } : one))

test('counts what is sure to touch a tier, and leaves out what caches decide', () => {
  const checks = checkTierRequests({ steps: HEALTHY, isInstrumented: true })
  expect(checks).toMatchObject([
    { name: 'requests at jetty', ok: true, expected: 3_500, found: 3_500 },
    { name: 'requests at cassandra', ok: true, expected: 2_400, found: 2_400 },
    { name: 'requests at elasticsearch', ok: true, expected: 100, found: 100 },
  ])
})

test.each<readonly [string, string, TierTouches[], boolean]>([
  ['a node that sends no Server-Timing', 'jetty', changed(POLLS, { timed: 1_000, jetty: 1_000 }), false],
  ['polls that ask no store', 'cassandra', changed(POLLS, { cassandra: 1_900 }), false],
  ['a login page that asks a store', 'cassandra', changed(PAGE, { cassandra: 100 }), false],
  ['searches that ask no index', 'elasticsearch', changed(RESULTS, { elasticsearch: 90 }), false],
  ['polls that ask the index', 'elasticsearch', changed(POLLS, { elasticsearch: 50 }), false],
  ['files from a cold cache', 'jetty', changed(ASSETS, { jetty: 7_000, timed: 7_000 }), true],
  ['a call that ends early', 'cassandra', changed(POLLS, { cassandra: 1_990 }), true],
  ['nginx answering for nodes that are down', 'jetty', changed(POLLS, { ok: 1_500, timed: 1_500, jetty: 1_500 }), true],
  [
    'sessions that were lost before a store was asked',
    'cassandra',
    changed(POLLS, { ok: 1_500, cassandra: 1_500 }),
    true,
  ],
  ['a store that failed requests it was asked by', 'cassandra', changed(POLLS, { ok: 1_500 }), true],
])('%s: %s', (_, tier, steps, ok) => {
  expect(checkOf(tier, steps)).toMatchObject({ applies: true, ok })
})

test('on somebody else’s platform a tier of which nobody tells is no error', () => {
  const silent = HEALTHY.map((step) => ({ ...step, cassandra: 0, elasticsearch: 0 }))
  expect(checkOf('cassandra', silent, false)).toMatchObject({ applies: false })
  expect(checkOf('jetty', changed(POLLS, { timed: 1_000, jetty: 1_000 }), false)).toMatchObject({
    applies: false,
    reason: expect.stringContaining('in 71.4 % of the answers'),
  })
  expect(checkOf('cassandra', changed(POLLS, { cassandra: 1_000 }), false)).toMatchObject({ applies: true, ok: false })
})

test('steps of one’s own are not known and not counted', () => {
  const own = answers('mentions/list', 900, { jetty: 20 })
  expect(checkOf('jetty', [own])).toMatchObject({ applies: false })
})

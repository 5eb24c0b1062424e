import { expect, test } from 'vitest'
import { lagLimitUs } from '../../src/verdict/lag-limit.js'
import type { Objective } from '../../src/verdict/objective.js'

const latency = (bound: number): Objective => ({
  expression: 'timeline.p99 < …',
  source: { kind: 'felt', subject: 1 },
  statistic: { kind: 'percentile', percentage: 99 },
  spans: [],
  over: 'hold',
  op: '<',
  bound,
})
const errors: Objective = { ...latency(0.001), statistic: { kind: 'errors' } }
const tier: Objective = { ...latency(1_000), source: { kind: 'tier', tier: 'cassandra' } }

test.each([
  ['a tenth of the tightest', [latency(1_000_000), latency(500_000), errors, tier], 50_000],
  ['at least 20 ms', [latency(100_000)], 20_000],
  ['100 ms without a latency SLO', [errors, tier], 100_000],
])('%s', (_title, objectives, limitUs) => {
  expect(lagLimitUs(objectives)).toBe(limitUs)
})

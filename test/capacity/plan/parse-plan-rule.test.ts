import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planRulesOf, withPlanRule } from '../../../src/capacity/plan/parse-plan-rule.js'
import { DEFAULT_PLAN_RULES } from '../../../src/capacity/plan/plan-rules.js'

describe('a rule of the plan', () => {
  it.each([
    ['growth=50%', { growth: 0.5 }],
    ['growth=200%', { growth: 2 }],
    ['lost=2', { lost: 2 }],
    ['efficiency=0.9', { efficiency: 0.9 }],
    ['use=70%', { useMax: 0.7 }],
    ['cassandra.busy=40%', { tiers: { cassandra: { busyMax: 0.4, nodesMin: 3 } } }],
    ['cassandra.busy-after-loss=60%', { tiers: { cassandra: { busyMaxAfterLoss: 0.6 } } }],
    ['elasticsearch.nodes-min=5', { tiers: { elasticsearch: { nodesMin: 5 } } }],
    ['jetty.left-min=2', { tiers: { jetty: { leftMin: 2 } } }],
    ['jetty.threads=2', { tiers: { jetty: { threadFactor: 2 } } }],
  ])('is changed by %s, and no other', (text, changed) => {
    const rules = withPlanRule(DEFAULT_PLAN_RULES, text)
    expect(rules).toMatchObject(changed)
    expect('tiers' in rules && rules.tiers.nginx).toEqual(DEFAULT_PLAN_RULES.tiers.nginx)
  })

  it('says how much nginx may have open, which it does not tell itself', () => {
    const rules = planRulesOf(['nginx.connections=20k', 'nginx.descriptors=65536'])
    expect('tiers' in rules && rules.tiers.nginx.allowed).toEqual({ connections: 20_000, descriptors: 65_536 })
  })

  it.each([
    ['nginx.connections=0', 'write nginx.connections=20k'],
    ['jetty.connections=20k', 'write growth=20%'],
    ['', 'write growth=20%'],
    ['busy=60%', 'write growth=20%'],
    ['redis.busy=60%', 'write growth=20%'],
    ['jetty.growth=60%', 'write growth=20%'],
    ['jetty.busy=0', 'write jetty.busy=60%, a share'],
    ['jetty.busy=140%', 'write jetty.busy=60%, a share'],
    ['lost=1.5', 'write lost=1, a whole number'],
    ['jetty.threads=0', 'write jetty.threads=1.5, a factor'],
    ['growth=-5%', 'write growth=20%'],
  ])('says of "%s" what to write instead', (text, remedy) => {
    const problem = withPlanRule(DEFAULT_PLAN_RULES, text)
    expect('remedy' in problem && problem.remedy).toContain(remedy)
  })

  it('never throws, and never makes a number that is none', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 250 }),
          fc.string({ maxLength: 8 }).map((value) => `jetty.busy=${value}`),
        ),
        (text) => {
          const rules = withPlanRule(DEFAULT_PLAN_RULES, text)
          if ('tiers' in rules) expect(rules.tiers.jetty.busyMax).toBeGreaterThan(0)
        },
      ),
    ))
})

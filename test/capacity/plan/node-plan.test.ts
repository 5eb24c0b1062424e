import { describe, expect, it } from 'vitest'
import type { MeasuredStep, MeasuredTier } from '../../../src/capacity/measured-step.js'
import { capacityModel } from '../../../src/capacity/model/capacity-model.js'
import { evaluateWhatIf } from '../../../src/capacity/plan/evaluate-what-if.js'
import { type NodePlan, nodePlan, type PlanRequest } from '../../../src/capacity/plan/node-plan.js'
import { DEFAULT_PLAN_RULES } from '../../../src/capacity/plan/plan-rules.js'
import { parseWhatIf } from '../../../src/capacity/plan/what-if.js'

// Each request takes 1 ms of Jetty's 4 slots and 2 ms of Cassandra's 8: nodes carry 4,000/s each.
const step = (users: number, extra: Partial<MeasuredTier> = {}): MeasuredStep => {
  const throughputPerSec = users / 20.01
  return {
    users,
    throughputPerSec,
    windowUs: 60_000_000,
    response: { meanUs: 10_000, p50Us: 9_000, p95Us: 12_000, p99Us: 15_000 },
    objectives: [],
    tiers: [
      {
        name: 'jetty',
        nodes: 2,
        exclusiveMeanUs: 1_000,
        operationsPerRequest: 1,
        utilisation: (throughputPerSec * 0.001) / 8,
        slotsPerNode: 4,
        ...extra,
      },
      {
        name: 'cassandra',
        nodes: 3,
        exclusiveMeanUs: 2_000,
        operationsPerRequest: 1,
        utilisation: (throughputPerSec * 0.002) / 24,
        slotsPerNode: 8,
      },
      { name: 'elasticsearch', nodes: 3, exclusiveMeanUs: 500, operationsPerRequest: 0.1 },
    ],
  }
}

const planOf = (targetUsers: number, extra: Partial<MeasuredTier> = {}, more: Partial<PlanRequest> = {}): NodePlan => {
  const steps = [20_000, 40_000, 60_000, 80_000].map((users) => step(users, extra))
  const model = capacityModel(steps)
  if (!model) throw new Error('no model')
  return nodePlan({ targetUsers, steps, model, rules: DEFAULT_PLAN_RULES, isTargetHardware: false, ...more })
}
const tierOf = ({ tiers }: NodePlan, name: string) => tiers.find(({ tier }) => tier === name)

describe('the node plan', () => {
  const plan = planOf(160_000)

  it('needs the rate that the target users make', () => expect(plan.neededPerSec).toBeCloseTo(8_000, -2))

  it('keeps every tier below its busy share at peak with growth', () => {
    // 8,000/s and a fifth more at 60 % of 4,000/s are 4 measured nodes of Jetty, at 50 % 4.8 of Cassandra; added ones are worth 95 %.
    expect(tierOf(plan, 'jetty')).toMatchObject({ nodes: 5, binding: 'cpu' })
    expect(tierOf(plan, 'cassandra')).toMatchObject({ nodes: 5, binding: 'cpu' })
    for (const { busy } of plan.tiers) if (busy) expect(busy.atPeak).toBeLessThan(0.61)
  })

  it('survives the loss of a node', () => {
    for (const { busy, total, nodes, spare } of plan.tiers) {
      expect(total).toBe(nodes + spare)
      if (busy) expect(busy.afterLoss).toBeLessThan(1)
    }
  })

  it('plans a tier whose end was not seen for no more than it carried', () => {
    // 4,000/s on three nodes; 9,600/s take 7.2 of them, of which those that are added are worth 95 %.
    expect(tierOf(plan, 'elasticsearch')).toMatchObject({ nodes: 8, binding: 'carried' })
    expect(tierOf(plan, 'elasticsearch')?.busy).toBeUndefined()
  })

  it('plans it for no more than it carried within the SLOs, where some steps were too much', () => {
    // 2,000/s of the 4,000/s that were asked for at the most.
    const less = tierOf(planOf(160_000, {}, { carriedPerSec: 2_000 }), 'elasticsearch')
    expect(less).toMatchObject({ nodes: 15, binding: 'carried' })
  })

  it('keeps three of Cassandra, however few users come', () =>
    expect(tierOf(planOf(1_000), 'cassandra')).toMatchObject({ total: 3, binding: 'quorum' }))

  it('is bound by memory where that runs out first', () => {
    const uses = [{ limit: 'memory' as const, used: 6e9, idle: 1e9, allowed: 7e9 }]
    // 5 GB for each of 2 nodes at 80,000 users: 24 GB for 192,000, at most 4.6 GB each beside what is idle.
    expect(tierOf(planOf(160_000, { uses }), 'jetty')).toMatchObject({ nodes: 6, binding: 'memory' })
  })

  it('is bound by connections where the rules say how many a node may have, and not where nobody does', () => {
    const uses = [{ limit: 'connections' as const, used: 19_000, idle: 0 }]
    const tiers = {
      ...DEFAULT_PLAN_RULES.tiers,
      jetty: { ...DEFAULT_PLAN_RULES.tiers.jetty, allowed: { connections: 20_000 } },
    }
    // 19,000 on each of 2 nodes at 80,000 users, times 2.4: 91,200 at 16,000 a node.
    const told = planOf(160_000, { uses }, { rules: { ...DEFAULT_PLAN_RULES, tiers } })
    expect(tierOf(told, 'jetty')).toMatchObject({ nodes: 6, binding: 'connections' })
    expect(tierOf(planOf(160_000, { uses }), 'jetty')).toMatchObject({ nodes: 5, binding: 'cpu' })
  })

  it('counts threads half as many again in Jetty', () => {
    const uses = [{ limit: 'threads' as const, used: 120, idle: 0, allowed: 200 }]
    // 120 on 2 nodes at 80,000 users, times 1.5 and 2.4: 864 at 160 a node.
    expect(tierOf(planOf(160_000, { uses }), 'jetty')).toMatchObject({ nodes: 6, binding: 'threads' })
  })

  it('says that no number of nodes is enough when an idle one is already full', () => {
    const uses = [{ limit: 'memory' as const, used: 8e9, idle: 7.9e9, allowed: 8e9 }]
    expect(tierOf(planOf(160_000, { uses }), 'jetty')?.total).toBe(Number.POSITIVE_INFINITY)
  })

  it('shows no busy share of nodes of which no number is enough', () => {
    const uses = [{ limit: 'memory' as const, used: 8e9, idle: 7.9e9, allowed: 8e9 }]
    expect(tierOf(planOf(160_000, { uses }), 'jetty')?.busy).toBeUndefined()
  })

  it('says what of a range is open: of two steps nothing tells how little or how much a node carries', () => {
    const steps = [20_000, 40_000].map((users) => step(users))
    const model = capacityModel(steps)
    const open =
      model && nodePlan({ targetUsers: 160_000, steps, model, rules: DEFAULT_PLAN_RULES, isTargetHardware: false })
    // The quorum alone asks for nodes that carry without end.
    expect(open && tierOf(open, 'cassandra')?.range).toMatchObject({ low: 3, isOpen: true })
    expect(tierOf(plan, 'cassandra')?.range.isOpen).toBe(false)
  })

  it('takes for idle what a node uses without users, by the line through all steps', () => {
    const steps = [20_000, 40_000, 60_000, 80_000].map((users) =>
      step(users, { uses: [{ limit: 'memory', used: 1e9 + users * 62_500, allowed: 7e9 }] }),
    )
    const model = capacityModel(steps)
    const found =
      model && nodePlan({ targetUsers: 160_000, steps, model, rules: DEFAULT_PLAN_RULES, isTargetHardware: false })
    // As with 1 GB told as idle.
    expect(found && tierOf(found, 'jetty')).toMatchObject({ nodes: 6, binding: 'memory' })
  })

  it.each([
    [80_000, true, undefined, 'A'],
    [80_000, false, 0.05, 'B'],
    [160_000, true, 0.05, 'B'],
    [160_000, true, 0.15, 'C'],
    [160_000, true, undefined, 'C'],
    [170_000, true, 0.05, 'C'],
  ] as const)(
    'for %d users, on target hardware: %s, with an error of %s, is of grade %s',
    (users, isTargetHardware, modelError, grade) => {
      expect(planOf(users, {}, { isTargetHardware, ...(modelError !== undefined && { modelError }) }).grade).toBe(grade)
    },
  )

  it('is flagged beyond twice the largest load measured', () => {
    expect(planOf(160_000).isFarOut).toBe(false)
    expect(planOf(160_001).isFarOut).toBe(true)
  })
})

describe('a change', () => {
  const steps = [20_000, 40_000, 60_000, 80_000].map((users) => step(users))
  const model = capacityModel(steps)
  const answer = (text: string) => {
    const changes = parseWhatIf(text)
    if (!model || 'remedy' in changes) throw new Error('bad example')
    return evaluateWhatIf({ model, limitUsers: 150_000, throughputPerSec: 4_000 }, changes)
  }
  const users = (text: string): number => {
    const found = answer(text)
    return found.kind === 'known' ? found.users : Number.NaN
  }

  it('of nothing leaves the limit as it was', () => expect(users('think x1') / 150_000).toBeCloseTo(1, 3))

  it('to half the think time halves the users', () => expect(users('think x0.5') / 75_000).toBeCloseTo(1, 1))

  it('that doubles the scarce tier doubles the users, if no other stops them', () => {
    expect(users('nodes jetty=3') / 225_000).toBeCloseTo(1, 1)
    expect(answer('nodes jetty=8')).toMatchObject({ kind: 'known', tier: 'cassandra' })
  })

  it('that loses one of two scarce nodes leaves half of the users or a little less, since arrivals are less even', () => {
    expect(users('lose jetty=1')).toBeGreaterThan(0.9 * 75_000)
    expect(users('lose jetty=1')).toBeLessThanOrEqual(75_000)
  })

  it.each([
    ['lose jetty=2', 'jetty has 2 of which 2 cannot be lost'],
    ['nodes nginx=2', 'no source spoke of nginx'],
    ['tls-resumption=0', 'no TLS handshakes were measured'],
  ])('%s is unknown, with the reason', (text, reason) => expect(answer(text)).toEqual({ kind: 'unknown', reason }))
})

import { beforeAll, describe, expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { buildCapacity } from '../../src/capacity/build-capacity.js'
import { terminalCapacity } from '../../src/capacity/report/terminal-capacity.js'
import { relativeCapacity } from '../../src/capacity/scaling/usl.js'
import type { RunMeta } from '../../src/metrics/run-record.js'
import type { EventProfile } from '../../src/profile/event-profile.js'
import { FILE_STYLE } from '../../src/report/renderer.js'
import { saveSearch } from './saved-search.js'
import { type SimulatedSearch, searchMeta, simulateSearch } from './simulated-search.js'

const metaWith = (change: Partial<EventProfile>, target: Partial<RunMeta['target']> = {}): RunMeta => {
  const meta = searchMeta()
  return { ...meta, profile: { ...meta.profile, ...change }, target: { ...meta.target, ...target } }
}
const { behaviour, rehearsal } = searchMeta().profile

let search: SimulatedSearch
beforeAll(() => {
  search = simulateSearch({ fullAtUsers: 600, serviceUs: 10_000 })
})

describe('runs that say nothing together are refused', () => {
  test.each([
    [
      'other SLOs',
      metaWith({ slos: ['timeline/poll.p99 < 300ms'] }),
      /slos: \["timeline\/poll\.p99 < 200ms"\] against/,
    ],
    [
      'other think times',
      metaWith({ behaviour: { ...behaviour, pollEveryUs: 5_000_000 } }),
      /pollEveryUs: not set against 5000000/,
    ],
    [
      'a tier that was scarce',
      metaWith({ rehearsal: { ...rehearsal, scarce: ['jetty=1x1ms'] } }),
      /rehearsal\.scarce: not set/,
    ],
    ['another kind of platform', metaWith({}, { kind: 'external' }), /target: rehearsal against external/],
    ['no SLO', metaWith({ slos: [] }), /it has no SLO that its users could be held by/],
    [
      'other nodes of two tiers',
      metaWith({ rehearsal: { ...rehearsal, jetty: 1, cassandra: 4 } }),
      /it had 1 of jetty and 4 of cassandra where .* had 2 of jetty and 3 of cassandra/,
    ],
  ])('%s', async (_, meta, sentence) => {
    const refused = buildCapacity([saveSearch(search), saveSearch(search, { meta })])
    await expect(refused).rejects.toThrow(UsageError)
    await expect(refused).rejects.toThrow(sentence)
  })

  test('with each that differs told', async () => {
    const other = () => saveSearch(search, { meta: metaWith({ slos: ['errors < 1%'] }) })
    await expect(buildCapacity([saveSearch(search), other(), other()])).rejects.toMatchObject({
      problems: [{ path: '--from' }, { path: '--from' }],
    })
  })
})

describe('searches with different numbers of nodes of one tier', () => {
  const LAW = { contention: 0.05, coherency: 0.01 }
  const saved = (nodes: number): string =>
    saveSearch(simulateSearch({ fullAtUsers: Math.round(400 * relativeCapacity(LAW, nodes)), serviceUs: 10_000 }), {
      meta: metaWith({ rehearsal: { ...rehearsal, cassandra: nodes } }),
    })

  test('answer for the nodes of the first, and tell what was held by nodes', async () => {
    const [three, two] = [saved(3), saved(2)]
    const together = await buildCapacity([three, two])
    expect(together.limit).toEqual((await buildCapacity([three])).limit)
    expect(together.runs).toHaveLength(2)
    const { nodeScaling } = together
    expect(nodeScaling).toMatchObject({ tier: 'cassandra', isPlannedBy: false })
    expect(nodeScaling?.points.map(({ nodes }) => nodes)).toEqual([2, 3])
    expect(nodeScaling?.law).toBeUndefined()
    expect(terminalCapacity(together, FILE_STYLE)).toMatch(/2 nodes of cassandra: \d+ users held at [\d.]+\/s/)
  })

  test('from six numbers on let the plan go by the law of the nodes', async () => {
    const dirs = [2, 1, 3, 4, 5, 6].map(saved)
    const [by, alone] = [await buildCapacity(dirs), await buildCapacity(dirs.slice(0, 1))]
    expect(by.nodeScaling?.isPlannedBy).toBe(true)
    const { law, points } = by.nodeScaling ?? {}
    expect(points).toHaveLength(6)
    // Held within the search's resolution, so that the law is found about.
    expect(law?.peakNodes).toBeGreaterThan(5)
    expect(law?.peakNodes).toBeLessThan(20)
    // 160,000 users are more than any number of nodes carries by the law, and not by the rule.
    expect(alone.analysis?.plan.tiers[0]?.total).toBeGreaterThan(100)
    expect(by.analysis?.plan.tiers[0]?.total).toBeNull()
  })
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { type CompareOptions, compareRuns } from '../../src/compare/compare-runs.js'
import type { Comparison, Figure } from '../../src/compare/comparison.js'
import { type FailRule, parseFailRule } from '../../src/compare/fail-rule.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'
import { type Drawn, saveDrawnRun } from './compared-runs.js'

const rulesOf = (texts: readonly string[]): FailRule[] =>
  texts.flatMap((text) => {
    const rule = parseFailRule(text)
    return 'remedy' in rule ? [] : [rule]
  })

const compared = (
  base: readonly Drawn[],
  other: readonly Drawn[],
  rules: readonly string[] = [],
  change: Partial<CompareOptions> = {},
) => {
  const root = temporaryFolder()
  const saved = (side: string, runs: readonly Drawn[]) =>
    runs.map((run, at) => saveDrawnRun(join(root, `${side}${at}`), run))
  return compareRuns({
    base: saved('base', base),
    new: saved('new', other),
    rules: rulesOf(rules),
    allowDifferentLoad: false,
    toolVersion: '0.1.0',
    ...change,
  })
}

const changeIn = ({ rows }: Comparison, kind: string, name: string, figure: Figure) =>
  rows.find((row) => row.kind === kind && row.name === name)?.changes.find((change) => change.figure === figure)

test('of two runs that differ by chance alone every change is noise, and a rule is kept', async () => {
  const comparison = await compared([{ seed: 1 }], [{ seed: 2 }], ['timeline.p50 > +20%'])
  const calls = comparison.rows.flatMap(({ changes }) => changes.map(({ call }) => call))
  expect(new Set(calls)).toEqual(new Set(['noise', 'unknown']))
  expect(comparison).toMatchObject({ status: 'pass', rules: [{ status: 'kept' }] })
})

test('a run that is slower is called slower where it is, and breaks a rule by all of its interval', async () => {
  const comparison = await compared(
    [{ seed: 1 }],
    [{ seed: 2, slower: 1.5 }],
    ['timeline.p95 > +10%', 'jetty.p50 > +1ms'],
  )
  expect(changeIn(comparison, 'felt', 'timeline', 'p95')?.call).toBe('up')
  expect(changeIn(comparison, 'tier', 'jetty', 'p50')?.call).toBe('up')
  expect(changeIn(comparison, 'all', 'all steps', 'throughput')?.call).toBe('noise')
  const { lower = 0, upper = 0 } = changeIn(comparison, 'felt', 'timeline', 'p95')?.interval ?? {}
  expect(lower).toBeGreaterThan(0.2)
  expect(upper).toBeLessThan(0.8)
  expect(comparison).toMatchObject({ status: 'fail', rules: [{ status: 'broken' }, { status: 'broken' }] })
})

test('a rule whose bound the interval holds is open', async () => {
  const comparison = await compared([{ seed: 1 }], [{ seed: 2, slower: 1.5 }], ['timeline.p99 > +45%'])
  expect(comparison).toMatchObject({ status: 'inconclusive', rules: [{ status: 'open' }] })
})

test('errors change by points of their share', async () => {
  const comparison = await compared([{ seed: 1, failing: 0.01 }], [{ seed: 2, failing: 0.05 }], ['errors > +1pp'])
  expect(changeIn(comparison, 'all', 'all steps', 'errors')?.change).toBeCloseTo(0.04, 1)
  expect(comparison.rules).toMatchObject([{ status: 'broken', unit: 'points' }])
})

test('a percentile of too few samples is not told', async () => {
  const comparison = await compared([{ seed: 1 }], [{ seed: 2 }])
  expect(changeIn(comparison, 'step', 'post/create', 'p99')).toMatchObject({ call: 'unknown', interval: null })
  expect(changeIn(comparison, 'step', 'timeline/poll', 'p99')?.interval).not.toBeNull()
})

test('runs of one side that differ widen the interval', async () => {
  const alike = await compared([{ seed: 1 }, { seed: 3 }, { seed: 5 }], [{ seed: 2 }, { seed: 4 }, { seed: 6 }])
  const apart = await compared(
    [{ seed: 1 }, { seed: 3, slower: 2 }, { seed: 5 }],
    [{ seed: 2 }, { seed: 4 }, { seed: 6 }],
  )
  const widthOf = (comparison: Comparison): number => {
    const { lower = 0, upper = 0 } = changeIn(comparison, 'felt', 'timeline', 'p50')?.interval ?? {}
    return upper - lower
  }
  expect(widthOf(apart)).toBeGreaterThan(2 * widthOf(alike))
  expect(alike.notes).toEqual([])
})

test('the same folders compare the same every time', async () => {
  const first = await compared([{ seed: 1 }], [{ seed: 2 }])
  const second = await compared([{ seed: 1 }], [{ seed: 2 }])
  expect(second.rows).toEqual(first.rows)
})

const OTHER_LOAD = {
  meta: { profile: eventProfile({ users: 20, connections: { perUser: 2, extraIdleUs: 10_000_000 } }) },
}

test('runs of different load are refused with what differs, unless that is allowed', async () => {
  const refused = await compared([{ seed: 1 }], [{ seed: 2, ...OTHER_LOAD }]).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(UsageError)
  expect(refused instanceof UsageError && refused.problems.map(({ value }) => value)).toEqual([
    'users: 10 against 20',
    'connections.perUser: 6 against 2',
  ])
  const allowed = await compared([{ seed: 1 }], [{ seed: 2, ...OTHER_LOAD }], [], { allowDifferentLoad: true })
  expect(allowed.loadDifferences).toHaveLength(2)
})

test('the length of the hold, the target and faults are no load', async () => {
  const profile = eventProfile({
    holdUs: 9_000_000,
    tags: { build: '2' },
    rehearsal: { ...eventProfile().rehearsal, jetty: 4 },
  })
  expect((await compared([{ seed: 1 }], [{ seed: 2, meta: { profile } }])).loadDifferences).toEqual([])
})

test('a rule that names nothing is refused before anything is compared', async () => {
  await expect(compared([{ seed: 1 }], [{ seed: 2 }], ['timelime.p99 > +1%'])).rejects.toThrow('did you mean timeline?')
})

test('a folder that holds no run is refused', async () => {
  await expect(compared([{ seed: 1 }], [], [], { new: [temporaryFolder()] })).rejects.toThrow(
    'name the folder of a run',
  )
})

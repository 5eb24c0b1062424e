import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { buildCapacity } from '../../src/capacity/build-capacity.js'
import type { CapacityResult } from '../../src/capacity/capacity-result.js'
import { capacitySchema } from '../../src/capacity/capacity-schema.js'
import { htmlCapacity } from '../../src/capacity/report/html-capacity.js'
import { terminalCapacity } from '../../src/capacity/report/terminal-capacity.js'
import { writeCapacity } from '../../src/capacity/report/write-capacity.js'
import { SparseHistogram } from '../../src/metrics/sparse-histogram.js'
import { FILE_STYLE } from '../../src/report/renderer.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { saveSearch } from './saved-search.js'
import { type SimulatedSearch, searchMeta, searchPlan, simulateSearch } from './simulated-search.js'

const PLATFORM = { fullAtUsers: 3_000, serviceUs: 10_000 }
let search: SimulatedSearch
let result: CapacityResult
beforeAll(() => {
  search = simulateSearch(PLATFORM)
})
// A folder goes with the test that made it; what was read from it stays.
beforeEach(async () => {
  result ??= await buildCapacity([saveSearch(search)], { whatIf: ['nodes cassandra=6'] })
})

test('a search is read back from its folder as it went', () => {
  const { steps, end, limit, verdict } = result
  const went = search.steps.map(({ span, weighed }) => `${span.users} ${weighed.outcome}`)
  expect(steps.map(({ planned, outcome }) => `${planned} ${outcome}`).sort()).toEqual(went.sort())
  expect(end).toBe('resolved')
  expect(limit.held).toBeGreaterThan(2_100)
  expect(verdict).toMatchObject({
    status: 'missed',
    answer: expect.stringMatching(/^holds 2,\d{3} of the 160,000 users/),
  })
})

test('steps stand by users, each with its load, times and tiers', () => {
  const { steps } = result
  const users = steps.map(({ planned }) => planned)
  expect(users).toEqual(users.toSorted((a, b) => a - b))
  for (const { planned, measured } of steps) {
    expect(measured.users).toBe(planned)
    expect(measured.throughputPerSec / (planned * 0.1)).toBeCloseTo(1, 1)
  }
})

test.each([
  ['held', 2_000, 'finished'],
  ['missed', 3_500, 'finished'],
  ['held', 2_000, 'interrupted'],
] as const)('it is %s for %d users when the run is %s after its last step', async (status, targetUsers, kind) => {
  const meta = searchMeta({ ...searchPlan, targetUsers })
  expect((await buildCapacity([saveSearch(search, { meta, stop: { kind } })])).verdict.status).toBe(status)
})

test('a search that is interrupted before it is done has no answer, one whose users were leaving has', async () => {
  const stop = { kind: 'interrupted' } as const
  const early = { ...search, steps: search.steps.slice(0, 3) }
  expect((await buildCapacity([saveSearch(early, { stop })])).verdict).toMatchObject({
    status: 'interrupted',
    reasons: ['it was interrupted before it was done'],
  })
  expect((await buildCapacity([saveSearch(search, { stop })])).verdict).toMatchObject({
    status: 'missed',
    reasons: expect.arrayContaining(['it was interrupted after its last step, so the answer stands']),
  })
})

test('users between the most that were held and the fewest that were not are undecided', async () => {
  const targetUsers = (result.limit.held ?? 0) + 1
  expect((await buildCapacity([saveSearch(search)], { targetUsers })).verdict.status).toBe('undecided')
})

test('a search in which every step was late is invalid', async () => {
  const late = simulateSearch({ ...PLATFORM, lagUs: () => 60_000 })
  expect((await buildCapacity([saveSearch(late)])).verdict).toMatchObject({
    status: 'invalid',
    answer: expect.stringMatching(/no step was valid/),
  })
})

test('steps of several searches are put together, and the lowest that was not held counts', async () => {
  const weaker = simulateSearch({ fullAtUsers: 2_000, serviceUs: 10_000 })
  const both = await buildCapacity([saveSearch(search), saveSearch(weaker)])
  expect(both.runs).toHaveLength(2)
  expect(both.steps).toHaveLength(search.steps.length + weaker.steps.length)
  expect(both.limit.held).toBeLessThan(1_600)
})

test('the tier whose times grew gives way first, and needs more nodes for more users', () => {
  const { analysis, verdict } = result
  expect(verdict.answer).toMatch(/; cassandra gives way first; add [\d,]+ nodes of cassandra \(grade C\)$/)
  expect(analysis?.tiers.map(({ tier }) => tier)).toEqual(['cassandra'])
  expect(analysis?.plan).toMatchObject({ isFarOut: true, grade: 'C', tiers: [{ tier: 'cassandra', measuredNodes: 3 }] })
  expect(analysis?.plan.tiers[0]?.total).toBeGreaterThan(100)
  const [doubled] = analysis?.whatIf ?? []
  expect(doubled).toMatchObject({ text: 'nodes cassandra=6', answer: { kind: 'known', tier: 'cassandra' } })
})

test('where no tier is shown to come to its end, none is named', async () => {
  const quiet = simulateSearch({ ...PLATFORM, serviceUs: 60_000 })
  const { verdict, analysis } = await buildCapacity([saveSearch(quiet)])
  expect(analysis?.tiers[0]).toMatchObject({ tier: 'cassandra', isShown: false })
  expect(verdict.answer).toMatch(/^does not hold .*; no tier shows that it gives way first$/)
  expect(verdict.reasons[0]).toMatch(/^the evidence is too thin to name a tier: cassandra: nothing tells how busy/)
})

test('a step that stayed undecided says how long it would have to be', async () => {
  const limit = result.limit.missed ?? 0
  const steps = search.steps.map((step) =>
    step.span.users === limit ? { ...step, span: { ...step.span, toUs: step.span.fromUs + 12e6 } } : step,
  )
  const { verdict } = await buildCapacity([saveSearch({ ...search, steps })])
  expect(verdict.reasons).toContainEqual(
    expect.stringMatching(/^at [\d,]+ users timeline\/poll\.p99 < 200ms stayed undecided; a step of about \d+ min/),
  )
})

test('what an overload did to the times of tiers in front of the one that gave way counts for nothing', async () => {
  const limit = result.limit.missed ?? 0
  // Far beyond the limit people wait for a thread of Jetty, which waits for Cassandra.
  const records = search.records.map((record) => {
    const steps = (record.steps ?? []).map((step) => {
      const us = (record.users ?? 0) > limit * 1.2 ? 60_000_000 : 1_000
      return { ...step, tiers: { ...step.tiers, jetty: manyOf(us, step.ok ?? 0) } }
    })
    return { ...record, steps }
  })
  const { analysis } = await buildCapacity([saveSearch({ ...search, records })])
  expect(analysis?.tiers.map(({ tier, isShown }) => `${tier} ${isShown}`)).toEqual(['cassandra true', 'jetty false'])
})

const manyOf = (us: number, count: number) => {
  const histogram = new SparseHistogram()
  for (let i = 0; i < count; i++) histogram.record(us)
  return histogram.entries()
}

test('a folder without a run is refused', async () => {
  await expect(buildCapacity([temporaryFolder()])).rejects.toThrow(UsageError)
})

test('capacity.json has the shape of its schema and no field beside it', () => {
  const dir = temporaryFolder()
  expect(writeCapacity(dir, result)).toHaveLength(3)
  const written: unknown = JSON.parse(readFileSync(join(dir, 'capacity.json'), 'utf8'))
  expect(capacitySchema.parse(written)).toEqual(written)
})

test('every format tells the answer, every step and how it came out', () => {
  const dir = temporaryFolder()
  writeCapacity(dir, result)
  const texts = [
    terminalCapacity(result, FILE_STYLE),
    ...['capacity.md', 'capacity.html'].map((name) => readFileSync(join(dir, name), 'utf8')),
  ]
  for (const text of texts) {
    expect(text.replaceAll(/\s+/g, ' ')).toContain('of the 160,000')
    expect(text.match(/not held/g)?.length).toBeGreaterThanOrEqual(2)
  }
})

test('what was asked of the model, and what its plan keeps in reserve, is kept with the search', async () => {
  const meta = searchMeta({ ...searchPlan, whatIf: ['nodes cassandra=6'], planRules: ['growth=50%', 'lost=2'] })
  const { analysis } = await buildCapacity([saveSearch(search, { meta })])
  expect(analysis?.whatIf).toEqual(result.analysis?.whatIf)
  expect(analysis?.plan).toMatchObject({ growth: 0.5, lost: 2 })
  expect(result.analysis?.plan).toMatchObject({ growth: 0.2, lost: 1 })
})

test('the page draws throughput by users, and the time in the tiers, and says what no source told', () => {
  const page = htmlCapacity(result)
  expect(page).toMatch(/aria-label="Throughput against users, \d+ loads measured up to [\d,]+"/)
  expect(page).toMatch(/95\s% confidence<\/li>/)
  expect(page).toContain('The target of 160,000 users lies beyond this chart.')
  expect(page).toContain('aria-label="Mean time of a request in each tier, by users"')
  expect(page).toContain('no source told how busy a tier was')
  expect(page).not.toMatch(/NaN|unsafe-inline/)
})

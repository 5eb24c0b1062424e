import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Behaviour } from '../../src/profile/event-profile.js'
import { type PlannedAction, plannedActions } from '../../src/scenarios/planned-actions.js'
import { BUSY, EVENT } from './contexts.js'

const HOUR_US = 3_600e6
const HOURS = 2_000
const endless: Behaviour = { ...BUSY, session: { kind: 'one-pass' } }

const within = (untilUs: number, plan: Parameters<typeof plannedActions>[0], slot = 0, session = 0) => {
  const actions: PlannedAction[] = []
  for (const action of plannedActions(plan, slot, session)) {
    if (action.atUs >= untilUs) break
    actions.push(action)
  }
  return actions
}
const year = within(HOURS * HOUR_US, {
  seed: 3,
  behaviour: endless,
  own: [{ name: 'company-wall', perUserHour: 4 }],
})

describe('plannedActions', () => {
  it.each(Object.entries({ ...BUSY.perUserHour, own: 4 }))('plans %s %d times an hour', (kind, perHour) => {
    const count = year.filter((action) => action.kind === kind).length
    // Five standard deviations of a Poisson count.
    expect(Math.abs(count - perHour * HOURS)).toBeLessThan(5 * Math.sqrt(perHour * HOURS))
  })

  it.each(['reply', 'mention', 'private', 'tag'] as const)('gives the trait %s to its share of posts', (trait) => {
    const drafts = year.flatMap((action) => (action.kind === 'posts' ? [action.draft] : []))
    const share = EVENT.postMix[trait]
    const count = drafts.filter((draft) => Boolean(draft[trait])).length
    expect(Math.abs(count - share * drafts.length)).toBeLessThan(5 * Math.sqrt(share * (1 - share) * drafts.length))
  })

  it('leaves exponential times between actions', () => {
    const gaps = year.slice(1).map(({ atUs }, i) => atUs - (year[i]?.atUs ?? 0))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length
    expect(Math.sqrt(variance) / mean).toBeGreaterThan(0.97)
    expect(Math.sqrt(variance) / mean).toBeLessThan(1.03)
  })

  it('leaves times between actions that pass a Kolmogorov-Smirnov test for a Poisson stream', () => {
    const gaps = year.slice(1).map(({ atUs }, i) => atUs - (year[i]?.atUs ?? 0))
    const perHour = Object.values(BUSY.perUserHour).reduce((sum, rate) => sum + rate, 0) + 4
    const meanUs = HOUR_US / perHour
    const distances = gaps
      .toSorted((a, b) => a - b)
      .flatMap((gap, i) => {
        const expected = 1 - Math.exp(-gap / meanUs)
        return [Math.abs(expected - i / gaps.length), Math.abs(expected - (i + 1) / gaps.length)]
      })
    expect(gaps.length).toBeGreaterThan(10_000)
    // 5 % level of the statistic for large samples.
    expect(distances.reduce((worst, distance) => Math.max(worst, distance), 0)).toBeLessThan(
      1.358 / Math.sqrt(gaps.length),
    )
  })

  it('draws every text and every word about as often', () => {
    const texts = year.flatMap((action) => (action.kind === 'posts' ? [action.draft.text] : []))
    const quarters = [0, 1, 2, 3].map((quarter) => texts.filter((text) => Math.floor(text * 4) === quarter).length)
    for (const count of quarters)
      expect(Math.abs(count - texts.length / 4)).toBeLessThan(5 * Math.sqrt(texts.length / 5))
    const words = new Set(year.flatMap((action) => (action.kind === 'searches' ? [action.query.word] : [])))
    expect(words.size).toBeGreaterThan(80)
  })

  it('plans the same for the same seed, slot and session, and something else for any other', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(200_000), fc.nat(3), (seed, slot, session) => {
        const plan = { seed, behaviour: endless }
        const once = within(3 * HOUR_US, plan, slot, session)
        expect(within(3 * HOUR_US, plan, slot, session)).toEqual(once)
        expect(within(3 * HOUR_US, plan, slot + 1, session)).not.toEqual(once)
        expect(within(3 * HOUR_US, plan, slot, session + 1)).not.toEqual(once)
        expect(within(3 * HOUR_US, { ...plan, seed: seed + 1 }, slot, session)).not.toEqual(once)
      }),
      { numRuns: 30 },
    )
  })

  it('ends with the session', () => {
    const behaviour: Behaviour = { ...EVENT, session: { kind: 'exponential', meanUs: HOUR_US } }
    const lengths = Array.from(
      { length: 300 },
      (_, slot) => [...plannedActions({ seed: 1, behaviour }, slot, 0)].length,
    )
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
    expect(mean).toBeGreaterThan(14.5 * 0.75)
    expect(mean).toBeLessThan(14.5 * 1.25)
  })

  it('plans nothing where nobody does anything', () => {
    const perUserHour = {
      posts: 0,
      searches: 0,
      scrolls: 0,
      profiles: 0,
      tags: 0,
      groups: 0,
      favourites: 0,
      follows: 0,
    }
    expect([...plannedActions({ seed: 1, behaviour: { ...endless, perUserHour } }, 0, 0)]).toEqual([])
  })
})

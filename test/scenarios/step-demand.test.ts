import { describe, expect, it } from 'vitest'
import { eventJourney } from '../../src/scenarios/event-journey.js'
import { stepDemand } from '../../src/scenarios/step-demand.js'
import { STEPS } from '../../src/scenarios/steps.js'
import { BUSY, contextOf, EVENT } from './contexts.js'
import { FakeTatami, json } from './fake-tatami.js'
import { play } from './played.js'

const HOURS = 400
const SHOWN_US = 1.03e6
const demandOf = (step: string) => stepDemand(BUSY).find((one) => one.step === step)

// Stays all the time, so that what is asked for by the hour can be told from what is asked for once.
const lasting = { ...BUSY, session: { kind: 'exponential', meanUs: 1e18 }, coldCacheShare: 0 } as const
const platform = new FakeTatami('me', 0)
// An empty time-line: the words that are looked for are the known ones; and a list whose end is never reached.
platform.instead = (step) => {
  if (step === 'login/groups') return json([{ groupId: 'g' }])
  const one = { statusId: 'a', timelineId: 'a', username: 'u', content: '#x', statusPrivate: false, groupId: null }
  return step === 'login/timeline' || step === 'timeline/scroll' ? json([one, one]) : undefined
}
const played = play(eventJourney(contextOf(lasting)), platform, {
  behaviour: lasting,
  stopAtUs: SHOWN_US + HOURS * 3_600e6,
  serviceUs: 5_000,
})

describe('stepDemand', () => {
  it('speaks of every built-in step once', () =>
    expect(stepDemand(EVENT).map(({ step }) => step)).toEqual(STEPS.map(({ name }) => name)))

  it.each(STEPS.map(({ name }) => name))('is what the event journey asks for: %s', (step) => {
    const { perArrival = 0, perUserHour = 0 } = demandOf(step) ?? {}
    const once = step === 'login/asset' ? 0 : perArrival
    const count = played.sent.filter((request) => request.step === step).length - once
    const expected = perUserHour * HOURS
    // A word's key-ups come together, so they scatter more than their number says.
    const scatter = step === 'search/key-up' ? 7 : 1
    expect(Math.abs(count - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected * scatter) + 1)
  })

  it('has the share of cold caches fetch every file', () =>
    expect(demandOf('login/asset')?.perArrival).toBeCloseTo(0.2 * 69))

  it('has no polls where the list is not polled', () => {
    const { pollEveryUs: _, ...behaviour } = EVENT
    expect(stepDemand(behaviour).find(({ step }) => step === 'timeline/poll')?.perUserHour).toBe(0)
  })
})

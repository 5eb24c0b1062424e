import { describe, expect, it } from 'vitest'
import { eventJourney } from '../../src/scenarios/event-journey.js'
import { routeOfRequest, routeOfStep } from '../../src/scenarios/step-routes.js'
import { STEP, STEPS, type StepName } from '../../src/scenarios/steps.js'
import { BUSY, contextOf } from './contexts.js'
import { FakeTatami } from './fake-tatami.js'
import { play } from './played.js'

// Long enough for everything that people do now and then.
const lasting = { ...BUSY, session: { kind: 'exponential', meanUs: 1e18 }, coldCacheShare: 1 } as const
const played = play(eventJourney(contextOf(lasting)), new FakeTatami('me', 0), {
  behaviour: lasting,
  stopAtUs: 40 * 3_600e6,
}).sent
const routesAsked = (step: string): ReadonlySet<string | undefined> =>
  new Set(
    played
      .filter((request) => request.step === step)
      .map(({ method, path }) => routeOfRequest(method, path.split('?')[0] ?? '')),
  )

describe('routes of steps', () => {
  it.each(STEPS.map(({ name }) => name))('are those of the requests that the step makes: %s', (name) => {
    expect([...routesAsked(name)]).toEqual([routeOfStep(STEP[name as StepName].id)])
  })

  it.each([
    ['GET', '/tatami/rest/statuses/home_timeline', 'timeline/poll'],
    ['GET', '/tatami/rest/users/suggestions', 'login/suggestions'],
    ['GET', '/tatami/rest/users/anne', 'login/me'],
    ['PATCH', '/tatami/rest/users/anne', 'browse/follow'],
    ['GET', '/js/vendor/jquery.js', 'login/asset'],
  ] as const)('tell %s %s as that of %s', (method, path, step) => {
    expect(routeOfRequest(method, path)).toBe(routeOfStep(STEP[step].id))
  })

  it.each([
    ['GET', '/favicon.ico'],
    ['DELETE', '/tatami/rest/statuses/1'],
    ['GET', '/tatami/rest/users/anne/friends'],
    ['GET', '/tatami/rest/users/'],
    ['get', '/tatami/'],
    ['', ''],
  ])('do not know %s %s', (method, path) => {
    expect(routeOfRequest(method, path)).toBeUndefined()
  })

  it('are unknown for steps that are not built in', () => {
    expect([routeOfStep(STEPS.length), routeOfStep(-1)]).toEqual([undefined, undefined])
  })
})

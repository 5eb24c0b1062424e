import { describe, expect, it } from 'vitest'
import { eventJourney } from '../../src/scenarios/event-journey.js'
import { plannedActions } from '../../src/scenarios/planned-actions.js'
import { contextOf, EVENT } from './contexts.js'
import { ERROR, FakeTatami, json, LOGIN_PAGE, TO_LOGIN } from './fake-tatami.js'
import { type Played, type PlayOptions, play, QUIET, type SentRequest } from './played.js'

const quiet = eventJourney(contextOf(QUIET))
const named = ({ sent }: Played, step: string): SentRequest[] => sent.filter((request) => request.step === step)
const steps = ({ sent }: Played): string[] => sent.map(({ step }) => step)
const untilMinute = (minutes: number): PlayOptions => ({ stopAtUs: minutes * 60e6 })
const LOGIN = [
  ...['login/page', 'login/authenticate', 'login/redirect', 'login/home', 'login/me', 'login/groups'],
  ...['login/tags', 'login/me-again', 'login/suggestions', 'login/timeline'],
]

describe('eventJourney', () => {
  it('logs in by the page, the form and the two waves of calls, and feels it from the arrival to the time-line', () => {
    const played = play(quiet, new FakeTatami(), { stopAtUs: 2e6 })
    expect(steps(played)).toEqual([...LOGIN, 'logout/logout', 'logout/page'])
    // Six things happen one after the other, 5 ms each.
    expect(played.felt).toEqual([{ subject: 'login', ok: true, startUs: 1e6, endUs: 1.03e6 }])
    expect(named(played, 'login/authenticate')[0]?.body).toBe('j_username=Me%40bank.example&j_password=pass+word%26')
    expect(named(played, 'login/me')[0]?.path).toMatch(/^\/tatami\/rest\/users\/me\?_=\d+$/)
  })

  it('counts the person as a user from the accepted form to the log-out', () => {
    const { logins } = play(quiet, new FakeTatami(), { stopAtUs: 2e6 })
    expect(logins).toEqual([
      { atUs: 1.01e6, change: 1 },
      { atUs: 2.005e6, change: -1 },
    ])
  })

  it('fetches the files of both pages with an empty cache, and none with a full one', () => {
    const cold = play(quiet, new FakeTatami(), { stopAtUs: 2e6, behaviour: { ...QUIET, coldCacheShare: 1 } })
    expect(named(cold, 'login/asset')).toHaveLength(25 + 44)
    expect(named(cold, 'login/asset').every(({ headers }) => !headers.includes('If-Modified-Since'))).toBe(true)
    expect(named(play(quiet, new FakeTatami(), { stopAtUs: 2e6 }), 'login/asset')).toHaveLength(0)
  })

  it('polls on a tick whose phase never drifts, and counts a late one from its tick', () => {
    const platform = new FakeTatami()
    platform.instead = (step, nowUs) =>
      step === 'timeline/poll' && nowUs < 22e6 ? { ...json([]), delayUs: 45e6 } : undefined
    const played = play(quiet, platform, untilMinute(2))
    const polls = named(played, 'timeline/poll')
    expect(polls.map(({ dueUs }) => dueUs)).toEqual([21.03e6, 41.03e6, 61.03e6, 81.03e6, 101.03e6])
    expect(polls.map(({ sentUs }) => sentUs)).toEqual([21.03e6, 66.03e6, 66.035e6, 81.03e6, 101.03e6])
    const felt = played.felt.filter(({ subject }) => subject === 'timeline')
    expect(felt.map(({ startUs, endUs }) => [startUs, endUs])).toEqual(polls.map(({ dueUs, endUs }) => [dueUs, endUs]))
  })

  it('asks for what is newer than the newest shown', () => {
    const platform = new FakeTatami()
    const newest = platform.line[0]?.id
    const [first] = named(play(quiet, platform, { stopAtUs: 30e6 }), 'timeline/poll')
    expect(first?.path).toMatch(new RegExp(`\\?start=${newest}&_=\\d+$`))
  })

  it('does not poll where the behaviour says so', () => {
    const { pollEveryUs: _, ...never } = QUIET
    const journey = eventJourney(contextOf(never))
    const played = play(journey, new FakeTatami(), { ...untilMinute(2), behaviour: never })
    expect(named(played, 'timeline/poll')).toEqual([])
  })

  it('stops polling when a poll fails, and loads the page again some time later, confirming its files', () => {
    const platform = new FakeTatami()
    platform.instead = (step, nowUs) => (step === 'timeline/poll' && nowUs < 22e6 ? ERROR : undefined)
    const played = play(quiet, platform, untilMinute(10))
    const [failed, next] = named(played, 'timeline/poll')
    expect(failed?.outcome).toBe('status')
    const [, reload] = named(played, 'login/home')
    expect(reload?.dueUs).toBeGreaterThan(failed?.endUs ?? 0)
    expect(next?.dueUs).toBe((named(played, 'login/timeline')[1]?.endUs ?? 0) + 20e6)
    expect(named(played, 'login/page')).toHaveLength(1)
    expect(named(played, 'login/asset')).toHaveLength(25 + 44)
  })

  it('waits an exponential time before it loads the page again', () => {
    const waits = Array.from({ length: 200 }, (_, index) => {
      const platform = new FakeTatami()
      platform.instead = (step, nowUs) => (step === 'timeline/poll' && nowUs < 22e6 ? ERROR : undefined)
      const played = play(quiet, platform, { index, ...untilMinute(30) })
      return (named(played, 'login/home')[1]?.dueUs ?? 0) - (named(played, 'timeline/poll')[0]?.endUs ?? 0)
    })
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
    // The mean of 200 draws of mean 30 s has a standard deviation of 2.1 s.
    expect(Math.abs(mean - 30e6)).toBeLessThan(10e6)
    expect(waits.filter((wait) => wait < 20.8e6).length).toBeGreaterThan(60)
  })

  it('keeps on loading the page until it comes', () => {
    const platform = new FakeTatami()
    platform.instead = (step, nowUs) =>
      nowUs > 20e6 && nowUs < 200e6 && (step === 'timeline/poll' || step === 'login/me') ? ERROR : undefined
    const played = play(quiet, platform, untilMinute(60))
    const homes = named(played, 'login/home')
    expect(homes.length).toBeGreaterThan(3)
    expect(homes.at(-1)?.dueUs).toBeGreaterThan(199e6)
    expect(named(played, 'timeline/poll').filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThan(10)
  })

  it.each([
    ['a redirect to the login page', TO_LOGIN],
    ['the login page itself', LOGIN_PAGE],
  ])('logs in again when the session is lost, told by %s', (_, answer) => {
    const platform = new FakeTatami()
    let isKnown = true
    platform.instead = (step, nowUs) => {
      if (step === 'login/authenticate') isKnown = true
      else if (nowUs > 40e6 && nowUs < 41.5e6) isKnown = false
      const isOpen = [
        'login/page',
        'login/authenticate',
        'login/redirect',
        'login/asset',
        'logout/logout',
        'logout/page',
      ]
      return isKnown || isOpen.includes(step) ? undefined : answer
    }
    const played = play(quiet, platform, untilMinute(20))
    expect(played.sent.filter(({ outcome }) => outcome !== 'ok').map(({ step, outcome }) => [step, outcome])).toEqual([
      ['timeline/poll', 'session-lost'],
      ['login/home', 'session-lost'],
    ])
    expect(named(played, 'login/authenticate')).toHaveLength(2)
    expect(played.logins.map(({ change }) => change)).toEqual([1, -1, 1, -1])
    expect(played.logins[1]?.atUs).toBe(41.035e6)
    expect(played.felt.filter(({ subject }) => subject === 'login').map(({ ok }) => ok)).toEqual([true, true])
  })

  it('tries again when the login is refused, and feels a failed login', () => {
    const platform = new FakeTatami()
    platform.instead = (step, nowUs) => (step === 'login/authenticate' && nowUs < 5e6 ? TO_LOGIN : undefined)
    const played = play(quiet, platform, untilMinute(10))
    const refused = named(played, 'login/authenticate').filter(({ outcome }) => outcome === 'session-lost')
    expect(refused.length).toBeGreaterThan(0)
    const felt = played.felt.filter(({ subject }) => subject === 'login')
    expect(felt.map(({ ok }) => ok)).toEqual([...refused.map(() => false), true])
  })

  it('gives up on the login when the run winds down first', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'login/home' ? ERROR : undefined)
    const played = play(quiet, platform, untilMinute(1))
    expect(played.logins.map(({ change }) => change).slice(0, 2)).toEqual([1, -1])
    expect(named(played, 'logout/logout')).toEqual([])
  })

  it('leaves and logs out when the session is over', () => {
    const played = play(quiet, new FakeTatami(), {
      behaviour: { ...QUIET, session: { kind: 'exponential', meanUs: 60e6 } },
    })
    expect(steps(played).slice(-2)).toEqual(['logout/logout', 'logout/page'])
    const polls = named(played, 'timeline/poll').length
    expect(polls).toBe(Math.floor(((named(played, 'logout/logout')[0]?.dueUs ?? 0) - 1.03e6) / 20e6))
  })

  it('logs out at once when the run winds down, in the middle of a word too', () => {
    const busy = { ...QUIET.perUserHour, searches: 3_600 }
    for (let stopAtUs = 5e6; stopAtUs < 10e6; stopAtUs += 0.13e6) {
      const behaviour = { ...QUIET, perUserHour: busy }
      const played = play(eventJourney(contextOf(behaviour)), new FakeTatami(), { behaviour, stopAtUs })
      expect(steps(played).slice(-2)).toEqual(['logout/logout', 'logout/page'])
      expect(played.endUs - stopAtUs).toBeLessThan(0.05e6)
      expect(played.sent.every(({ outcome }) => outcome === 'ok')).toBe(true)
    }
  })

  it('polls at the tick while a word is typed or an answer is awaited', () => {
    const behaviour = { ...QUIET, perUserHour: { ...QUIET.perUserHour, searches: 900, profiles: 900 } }
    const platform = new FakeTatami()
    platform.instead = (step) =>
      step === 'browse/profile' ? { ...json({ username: 'bob' }), delayUs: 3e6 } : undefined
    const played = play(eventJourney(contextOf(behaviour)), platform, { behaviour, ...untilMinute(60) })
    const polls = named(played, 'timeline/poll')
    expect(polls.map(({ dueUs }) => dueUs)).toEqual(polls.map((_, i) => 21.03e6 + i * 20e6))
    // Somebody who is nearly always at something: every poll still goes out at its tick, and every key-up at its time.
    expect(polls.filter(({ sentUs, dueUs }) => sentUs !== dueUs)).toEqual([])
    const keyUps = named(played, 'search/key-up')
    expect(keyUps.length).toBeGreaterThan(2_000)
    expect(keyUps.filter(({ sentUs, dueUs }) => sentUs !== dueUs)).toEqual([])
  })

  it('does what was planned when it was planned, with the texts that were planned', () => {
    const options = { ...untilMinute(240), behaviour: EVENT, index: 12, session: 2, seed: 99 }
    const behaviour = { ...EVENT, session: { kind: 'exponential', meanUs: 1e15 } } as const
    const played = play(eventJourney(contextOf(behaviour)), new FakeTatami(), { ...options, behaviour })
    const shownUs = 1.03e6
    const first = [
      'post/create',
      'search/key-up',
      'timeline/scroll',
      'browse/profile',
      'browse/tag',
      'browse/favourite',
    ]
    const planned = []
    for (const action of plannedActions({ seed: 99, behaviour }, 12, 2)) {
      if (action.atUs + shownUs > 239 * 60e6) break
      planned.push(action)
    }
    const posts = planned.filter((action) => action.kind === 'posts')
    expect(
      named(played, 'post/create').map(({ body }) => JSON.parse(body ?? '').content.replace(/^@\S+ /, '')),
    ).toEqual(
      posts.map(({ draft }) => `${draft.text < 0.5 ? 'one' : 'another'} text${draft.tag ? ` #${draft.tag}` : ''}`),
    )
    expect(planned.length).toBeGreaterThan(30)
    for (const { kind, atUs } of planned.filter((action) => action.kind === 'profiles' || action.kind === 'tags')) {
      const step = kind === 'profiles' ? 'browse/profile' : 'browse/tag'
      const done = named(played, step).map(({ dueUs }) => dueUs - shownUs)
      expect(Math.min(...done.map((doneUs) => Math.abs(doneUs - atUs)))).toBeLessThan(3e6)
    }
    expect(first.every((step) => named(played, step).length > 0)).toBe(true)
  })

  it('plans the same whatever the platform answers', () => {
    const contents = (platform: FakeTatami) => {
      const behaviour = { ...EVENT, session: { kind: 'exponential', meanUs: 1e15 } } as const
      const played = play(eventJourney(contextOf(behaviour)), platform, { behaviour, ...untilMinute(600) })
      return named(played, 'post/create').map(({ body }) => JSON.parse(body ?? '').content.replace(/^@\S+ /, ''))
    }
    const slow = new FakeTatami('me', 0)
    slow.instead = (step) => (step === 'login/tags' ? { ...json([]), delayUs: 4e6 } : undefined)
    const [usual, other] = [contents(new FakeTatami()), contents(slow)]
    expect(usual.length).toBeGreaterThan(3)
    expect(other).toEqual(usual)
  })
})

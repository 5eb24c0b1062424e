import { describe, expect, it } from 'vitest'
import { askOnPage, askTogetherOnPage, collectOnPage, pause, sendOnPage } from '../../src/scenarios/open-page.js'
import { xhr } from '../../src/scenarios/requests.js'
import type { Reply, User } from '../../src/scenarios/scenario.js'
import { ERROR, FakeTatami, json, TO_LOGIN } from './fake-tatami.js'
import { playOnPage, SHOWN_US } from './on-page.js'

const groups = (user: User) => xhr(user, 'browse/group-timeline', '/tatami/rest/groups')
const tags = (user: User) => xhr(user, 'browse/side-tags', '/tatami/rest/tags')

/** A platform whose groups take so long to come, seconds, and everything else 5 ms. */
const slowFor = (seconds: number): FakeTatami => {
  const platform = new FakeTatami()
  platform.instead = (step) => (step === 'browse/group-timeline' ? { ...json([]), delayUs: seconds * 1e6 } : undefined)
  return platform
}
const times = ({ sent }: ReturnType<typeof playOnPage>) =>
  sent.map(({ step, dueUs, sentUs }) => [step, dueUs - SHOWN_US, sentUs - SHOWN_US])

describe('the open page', () => {
  it('polls at its tick while an answer is awaited', () => {
    let reply: Reply | undefined
    const played = playOnPage(function* (user, screen) {
      reply = yield* askOnPage(user, screen, groups(user))
    }, slowFor(30))
    expect(times(played)).toEqual([
      ['browse/group-timeline', 0, 0],
      ['timeline/poll', 20e6, 20e6],
    ])
    expect(reply).toMatchObject({ ok: true, endUs: SHOWN_US + 30e6 })
    expect(played.felt).toEqual([
      { subject: 'timeline', ok: true, startUs: SHOWN_US + 20e6, endUs: SHOWN_US + 20.005e6 },
    ])
  })

  it('has one poll under way at a time; the tick that comes meanwhile stays due', () => {
    const played = playOnPage(function* (user, screen) {
      yield* askOnPage(user, screen, groups(user))
      yield* pause(user, screen, user.dueUs + 1)
      yield* askOnPage(user, screen, tags(user))
    }, slowFor(45))
    expect(times(played).slice(0, 3)).toEqual([
      ['browse/group-timeline', 0, 0],
      ['timeline/poll', 20e6, 20e6],
      ['timeline/poll', 40e6, 45e6],
    ])
  })

  it('hands back its own replies in order, polls left out', () => {
    let replies: readonly Reply[] = []
    playOnPage(function* (user, screen) {
      yield* sendOnPage(screen, groups(user))
      yield* pause(user, screen, SHOWN_US + 25e6)
      yield* sendOnPage(screen, tags(user))
      replies = yield* collectOnPage(user, screen)
    }, slowFor(30))
    expect(replies.map(({ dueUs }) => dueUs - SHOWN_US)).toEqual([0, 25e6])
  })

  it('asks for several things at the same moment', () => {
    const played = playOnPage((user, screen) => askTogetherOnPage(user, screen, [groups(user), tags(user)]), slowFor(1))
    expect(times(played).map(([, dueUs]) => dueUs)).toEqual([0, 0])
  })

  it('polls on through a long pause', () => {
    const played = playOnPage((user, screen) => pause(user, screen, SHOWN_US + 90e6), new FakeTatami())
    expect(times(played).map(([, dueUs]) => dueUs)).toEqual([20e6, 40e6, 60e6, 80e6])
    expect(played.endUs).toBe(SHOWN_US + 90e6)
  })

  it('polls no more once a poll in a pause has failed', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'timeline/poll' ? ERROR : undefined)
    const played = playOnPage((user, screen) => pause(user, screen, SHOWN_US + 90e6), platform)
    expect(times(played).map(([, dueUs]) => dueUs)).toEqual([20e6])
    expect(played.felt.map(({ ok }) => ok)).toEqual([false])
  })

  it('does not go back in time when a pause’s end has passed', () => {
    let dueUs = 0
    playOnPage(function* (user, screen) {
      yield* askOnPage(user, screen, groups(user))
      yield* pause(user, screen, SHOWN_US + 1e6)
      dueUs = user.dueUs
    }, slowFor(3))
    expect(dueUs).toBe(SHOWN_US + 3e6)
  })

  it('ends a pause at once when the run winds down', () => {
    const played = playOnPage((user, screen) => pause(user, screen, SHOWN_US + 90e6), new FakeTatami(), {
      stopAtUs: SHOWN_US + 30e6,
    })
    expect(played.endUs).toBe(SHOWN_US + 30e6)
  })

  it('waits for what was sent when the run winds down, and polls no more', () => {
    const played = playOnPage((user, screen) => askOnPage(user, screen, groups(user)), slowFor(50), {
      stopAtUs: SHOWN_US + 10e6,
    })
    expect(times(played)).toEqual([['browse/group-timeline', 0, 0]])
    expect(played.endUs).toBe(SHOWN_US + 50e6)
  })

  it('takes note of a lost session', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'browse/side-tags' ? TO_LOGIN : undefined)
    const played = playOnPage((user, screen) => askOnPage(user, screen, tags(user)), platform)
    expect(played.logins.map(({ change, atUs }) => [change, atUs])).toEqual([
      [1, 1.01e6],
      [-1, SHOWN_US + 5_000],
    ])
  })
})

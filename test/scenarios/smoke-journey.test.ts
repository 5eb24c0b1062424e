import { describe, expect, it } from 'vitest'
import type { Behaviour } from '../../src/profile/event-profile.js'
import { smokeJourney } from '../../src/scenarios/smoke-journey.js'
import { STEPS } from '../../src/scenarios/steps.js'
import { contextOf } from './contexts.js'
import { FakeTatami } from './fake-tatami.js'
import { play, QUIET } from './played.js'

const { pollEveryUs: _, ...rest } = QUIET
const ONE_PASS: Behaviour = { ...rest, session: { kind: 'one-pass' } }
const smoke = smokeJourney(contextOf(ONE_PASS))
const names = (sent: readonly { readonly step: string }[]) => sent.map(({ step }) => step)

describe('smokeJourney', () => {
  it('passes through every step once at least, without a failure, in less than 30 s', () => {
    const { sent, felt, endUs } = play(smoke, new FakeTatami(), { index: 0, behaviour: ONE_PASS })
    expect(sent.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
    expect(new Set(names(sent))).toEqual(new Set(STEPS.map(({ name }) => name)))
    expect([...new Set(felt.map(({ subject }) => subject))].sort()).toEqual(['login', 'post', 'search', 'timeline'])
    expect(felt.every(({ ok }) => ok)).toBe(true)
    expect(endUs).toBeLessThan(30e6)
  })

  it('fetches the files with an empty cache in one browser only', () => {
    const second = play(smoke, new FakeTatami(), { index: 1, behaviour: ONE_PASS })
    expect(names(second.sent)).not.toContain('login/asset')
  })

  it('writes a reply, a tagged post, one that mentions somebody, and a private one', () => {
    const { sent } = play(smoke, new FakeTatami(), { behaviour: ONE_PASS })
    const posts = sent.filter(({ step }) => step === 'post/create').map(({ body }) => JSON.parse(body ?? '{}'))
    expect(posts.map(({ replyTo, statusPrivate }) => [replyTo !== '', statusPrivate])).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [false, true],
    ])
    expect(posts[0].content).toMatch(/^@user1 /)
    expect(posts[1].content).toMatch(/ #[a-z]+$/)
    expect(posts[2].content).toMatch(/^@user1 /)
  })

  it('finds on an empty platform what it has just written', () => {
    const texts = { bodies: ['Ledger: all is well'] }
    const platform = new FakeTatami('me', 0)
    const { sent } = play(smokeJourney(contextOf(ONE_PASS, { texts })), platform, { behaviour: ONE_PASS })
    expect(sent.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
    expect(sent.find(({ step }) => step === 'search/results')?.path).toContain('q=ledger&')
  })

  it('does not try again when the login fails', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'login/authenticate' ? { status: 500 } : undefined)
    const { sent } = play(smoke, platform, { index: 1, behaviour: ONE_PASS })
    expect(names(sent)).toEqual(['login/page', 'login/authenticate'])
  })

  it('logs out as soon as the run winds down', () => {
    const { sent, endUs } = play(smoke, new FakeTatami(), { index: 1, behaviour: ONE_PASS, stopAtUs: 1.2e6 })
    expect(names(sent).slice(-2)).toEqual(['logout/logout', 'logout/page'])
    expect(endUs).toBeLessThan(1.3e6)
  })
})

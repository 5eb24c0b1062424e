import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/base/random.js'
import { drawQuery, search } from '../../src/scenarios/search.js'
import { KNOWN_WORDS } from '../../src/tatami/population.js'
import { ERROR, FakeTatami, json } from './fake-tatami.js'
import { outcomesOf, pathsOf, playOnPage, SHOWN_US, stepsOf } from './on-page.js'

const QUERY = { word: 'ledger', rhythm: 5 }
const playSearch = (platform: FakeTatami, options = {}) =>
  playOnPage((user, screen) => search(user, screen, QUERY), platform, options)

describe('search', () => {
  it('asks on every key-up of a word that is on the screen, then for the results', () => {
    const played = playSearch(new FakeTatami())
    const typed = ['b', 'bu', 'bud', 'budg', 'budge', 'budget']
    expect(pathsOf(played.sent)).toEqual([
      ...typed.map((text) => `/tatami/rest/search/all?q=${text}`),
      '/tatami/rest/search/status?q=budget',
    ])
    expect(outcomesOf(played)).toEqual([...typed.map(() => 'search/key-up'), 'search/results'])
  })

  it('types at a pace of 120 to 280 ms a key, whether or not answers have come', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'search/key-up' ? { ...json({}), delayUs: 2e6 } : undefined)
    const keyUps = playSearch(platform).sent.filter(({ step }) => step === 'search/key-up')
    expect(keyUps[0]?.dueUs).toBe(SHOWN_US)
    const gaps = keyUps.slice(1).map(({ dueUs }, i) => dueUs - (keyUps[i]?.dueUs ?? 0))
    expect(gaps.every((gap) => gap >= 120_000 && gap < 280_000)).toBe(true)
    expect(keyUps.every(({ dueUs, sentUs }) => dueUs === sentUs)).toBe(true)
  })

  it('feels the time from the last key-up to its answer', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'search/key-up' ? { ...json({}), delayUs: 0.7e6 } : undefined)
    const played = playSearch(platform)
    const last = played.sent.filter(({ step }) => step === 'search/key-up').at(-1)
    expect(played.felt).toEqual([{ subject: 'search', ok: true, startUs: last?.dueUs, endUs: last?.endUs }])
    expect((last?.endUs ?? 0) - (last?.dueUs ?? 0)).toBe(0.7e6)
  })

  it('feels a failed search when the last key-up fails', () => {
    const platform = new FakeTatami()
    platform.instead = (_, __, { http }) => (http.path.includes('q=budget&') ? ERROR : undefined)
    expect(playSearch(platform).felt.map(({ ok }) => ok)).toEqual([false])
  })

  it('looks for a known word when the screen shows none', () => {
    const played = playSearch(new FakeTatami('me', 0))
    expect(pathsOf(played.sent).at(-1)).toBe('/tatami/rest/search/status?q=ledger')
  })

  it.each([
    ['search-empty', 'nothing is found', json([])],
    ['content', 'the results are no statuses', json([{ name: 'x' }])],
    ['status', 'the platform answers 500', ERROR],
  ])('says %s when %s', (kind, _, answer) => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'search/results' ? answer : undefined)
    expect(outcomesOf(playSearch(platform)).at(-1)).toBe(`search/results ${kind}`)
  })

  it('stops typing when the run winds down, and asks for nothing more', () => {
    const played = playSearch(new FakeTatami(), { stopAtUs: SHOWN_US + 0.3e6 })
    expect(stepsOf(played).length).toBeLessThan(4)
    expect(stepsOf(played)).not.toContain('search/results')
    expect(played.felt).toEqual([])
    expect(played.endUs).toBe(SHOWN_US + 0.3e6)
  })
})

describe('drawQuery', () => {
  it('draws a known word, and always as many numbers', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomStream(seed, 'test')
        let draws = 0
        const query = drawQuery(() => {
          draws++
          return random()
        })
        expect(KNOWN_WORDS).toContain(query.word)
        expect(draws).toBe(2)
      }),
    )
  })
})

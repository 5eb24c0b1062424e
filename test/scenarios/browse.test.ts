import { describe, expect, it } from 'vitest'
import { follow, markFavourite, openGroup, openProfile, openTag } from '../../src/scenarios/browse.js'
import type { Part, User } from '../../src/scenarios/scenario.js'
import type { Screen } from '../../src/scenarios/screen.js'
import { scroll } from '../../src/scenarios/scroll.js'
import { FakeTatami, json } from './fake-tatami.js'
import { outcomesOf, pathsOf, playOnPage, SHOWN_US } from './on-page.js'

type Visit = (user: User, screen: Screen) => Part<void>
const tag: Visit = (user, screen) => openTag(user, screen, 'green')

describe('browse', () => {
  it.each<[string, Visit, readonly string[]]>([
    ['a profile', openProfile, ['users/user1', 'tags?popular=true&user=user1', 'statuses/user1/timeline']],
    ['a tag', tag, ['tags/sport', 'tags/sport/tag_timeline', 'tags?popular=true', 'users/me']],
    ['a group', openGroup, ['groups/g-1', 'groups/g-1/timeline', 'tags?popular=true', 'users/me']],
    ['a favourite', markFavourite, ['statuses/id-25']],
    ['somebody to follow', follow, ['users/bob']],
  ])('asks for what 3.1 shows of %s, together', (_, visit, expected) => {
    const played = playOnPage(visit, new FakeTatami())
    expect(pathsOf(played.sent)).toEqual(expected.map((path) => `/tatami/rest/${path}`))
    expect(played.sent.every(({ outcome, dueUs }) => outcome === 'ok' && dueUs === SHOWN_US)).toBe(true)
  })

  it('marks and follows by PATCH, with what the server needs to really do it', () => {
    const played = playOnPage(function* (user, screen) {
      yield* markFavourite(user, screen)
      yield* follow(user, screen)
    }, new FakeTatami())
    expect(played.sent.map(({ method, body }) => [method, body])).toEqual([
      ['PATCH', '{"favorite":true}'],
      ['PATCH', '{"friendShip":true,"friend":true}'],
    ])
  })

  it.each<[string, Visit, object]>([
    ['browse/favourite', markFavourite, { favorite: false }],
    ['browse/follow', follow, { friend: false }],
  ])('says content when %s was answered but not done', (step, visit, answer) => {
    const platform = new FakeTatami()
    platform.instead = (asked) => (asked === step ? json(answer) : undefined)
    expect(outcomesOf(playOnPage(visit, platform))).toEqual([`${step} content`])
  })

  it('makes do with what an empty platform offers', () => {
    const platform = new FakeTatami('me', 0)
    platform.instead = (step) => (/^login.(tags|groups|suggestions)$/.test(step) ? json([]) : undefined)
    const played = playOnPage(function* (user, screen) {
      for (const visit of [openProfile, tag, openGroup, markFavourite, follow, scroll]) yield* visit(user, screen)
    }, platform)
    expect(pathsOf(played.sent)).toEqual(
      [
        ...['users/me', 'tags?popular=true&user=me', 'statuses/me/timeline'],
        ...['tags/green', 'tags/green/tag_timeline', 'tags?popular=true', 'users/me'],
      ].map((path) => `/tatami/rest/${path}`),
    )
  })

  it('follows an author when nobody is suggested', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'login/suggestions' ? json([]) : undefined)
    expect(pathsOf(playOnPage(follow, platform).sent)).toEqual(['/tatami/rest/users/user1'])
  })
})

describe('scroll', () => {
  it('asks for what is older than the last one shown, until the end of the list', () => {
    const played = playOnPage(function* (user, screen) {
      for (let i = 0; i < 4; i++) yield* scroll(user, screen)
    }, new FakeTatami('me', 42))
    const paths = pathsOf(played.sent).map((path) => path.split('?')[1])
    expect(paths).toEqual(['finish=id-23', 'finish=id-4', 'finish=id-1'])
    expect(played.sent.every(({ outcome }) => outcome === 'ok')).toBe(true)
  })

  it('says content when the answer holds no statuses', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'timeline/scroll' ? json([17]) : undefined)
    expect(outcomesOf(playOnPage(scroll, platform))).toEqual(['timeline/scroll content'])
  })
})

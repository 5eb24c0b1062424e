import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/scenarios/draft.js'
import { post } from '../../src/scenarios/post.js'
import { ERROR, FakeTatami, json } from './fake-tatami.js'
import { outcomesOf, pathsOf, playOnPage, SHOWN_US } from './on-page.js'
import type { PlayOptions } from './played.js'

const TEXTS = { bodies: ['the first', 'the second'] }
const PLAIN: Draft = { text: 0.7, tag: undefined, reply: false, mention: false, private: false }

const playPost = (platform: FakeTatami, draft: Partial<Draft> = {}, options: PlayOptions = {}) =>
  playOnPage((user, screen) => post(user, screen, TEXTS, { ...PLAIN, ...draft }), platform, options)
const created = (played: ReturnType<typeof playPost>) =>
  JSON.parse(played.sent.find(({ step }) => step === 'post/create')?.body ?? '')

describe('post', () => {
  it('posts, and feels it from the POST to the poll that shows it', () => {
    const played = playPost(new FakeTatami())
    expect(outcomesOf(played)).toEqual(['post/create', 'post/poll'])
    expect(created(played)).toEqual({
      content: 'the second',
      groupId: '',
      attachmentIds: [],
      replyTo: '',
      geoLocalization: '',
      statusPrivate: false,
    })
    expect(pathsOf(played.sent)).toEqual(['/tatami/rest/statuses/', '/tatami/rest/statuses/home_timeline?start=id-25'])
    expect(played.felt).toEqual([{ subject: 'post', ok: true, startUs: SHOWN_US, endUs: SHOWN_US + 10_000 }])
  })

  it.each<[string, Partial<Draft>, object]>([
    ['a private post', { private: true }, { content: 'the second', statusPrivate: true }],
    ['a tag', { tag: 'sport' }, { content: 'the second #sport' }],
    ['a mention of an author on the screen', { mention: true }, { content: '@user1 the second' }],
    ['a reply to the newest post', { reply: true }, { content: '@user1 the second', replyTo: 'id-25' }],
  ])('sends %s', (_, draft, expected) => {
    const played = playPost(new FakeTatami(), draft)
    expect(created(played)).toMatchObject(expected)
    expect(played.felt.map(({ ok }) => ok)).toEqual([true])
  })

  it('opens the editor of what it replies to', () => {
    const played = playPost(new FakeTatami(), { reply: true })
    expect(outcomesOf(played)).toEqual(['post/open-editor', 'post/create', 'post/poll'])
    expect(pathsOf(played.sent)[0]).toBe('/tatami/rest/statuses/id-25')
  })

  it('just posts when nothing is there to reply to', () => {
    const played = playPost(new FakeTatami('me', 0), { reply: true, mention: true })
    expect(outcomesOf(played)).toEqual(['post/create', 'post/poll'])
    expect(created(played)).toMatchObject({ content: 'the second', replyTo: '' })
  })

  it('just posts when the editor does not open', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'post/open-editor' ? json({ other: 'shape' }) : undefined)
    const played = playPost(platform, { reply: true })
    expect(outcomesOf(played)).toEqual(['post/open-editor content', 'post/create', 'post/poll'])
    expect(created(played).replyTo).toBe('')
  })

  it('looks a second time, a second later, before it says stale-read, on the second poll', () => {
    const platform = new FakeTatami()
    platform.isForgetful = true
    const played = playPost(platform)
    expect(outcomesOf(played)).toEqual(['post/create', 'post/poll', 'post/poll stale-read'])
    const [, first, second] = played.sent
    expect((second?.dueUs ?? 0) - (first?.endUs ?? 0)).toBe(1e6)
    expect(played.felt).toEqual([{ subject: 'post', ok: false, startUs: SHOWN_US, endUs: second?.endUs }])
  })

  it('is content with a post that the second poll shows', () => {
    const platform = new FakeTatami()
    let polls = 0
    platform.instead = (step) => (step === 'post/poll' && polls++ === 0 ? json([]) : undefined)
    const played = playPost(platform)
    expect(outcomesOf(played)).toEqual(['post/create', 'post/poll', 'post/poll'])
    expect(played.felt).toMatchObject([{ ok: true, endUs: SHOWN_US + 1.015e6 }])
  })

  it('is not shown the same words by somebody else', () => {
    const platform = new FakeTatami('somebody-else')
    const played = playPost(platform)
    expect(outcomesOf(played).at(-1)).toBe('post/poll stale-read')
  })

  it('takes note when the page’s own poll brings the post first', () => {
    const platform = new FakeTatami()
    // The tick comes while the POST is awaited, and its poll is answered after the post was written.
    platform.instead = (step, _, request) =>
      step === 'post/create' ? { ...platform.answerUsually(request), delayUs: 30e6 } : undefined
    const played = playPost(platform)
    expect(outcomesOf(played)).toEqual(['post/create', 'timeline/poll', 'post/poll'])
    expect(played.sent[1]?.sentUs).toBe(SHOWN_US + 20e6)
    expect(played.felt.map(({ subject, ok }) => [subject, ok])).toEqual([
      ['timeline', true],
      ['post', true],
    ])
  })

  it('does not look for a post that was refused', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'post/create' ? ERROR : undefined)
    const played = playPost(platform)
    expect(outcomesOf(played)).toEqual(['post/create status'])
    expect(played.felt).toMatchObject([{ subject: 'post', ok: false }])
  })

  it('stops the page’s polling when its own poll fails', () => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'post/poll' ? ERROR : undefined)
    let isPolling = true
    const played = playOnPage(function* (user, screen) {
      yield* post(user, screen, TEXTS, PLAIN)
      isPolling = screen.isPolling
    }, platform)
    expect(outcomesOf(played)).toEqual(['post/create', 'post/poll status'])
    expect(isPolling).toBe(false)
  })

  it('looks at once for the second time when the run winds down', () => {
    const platform = new FakeTatami()
    platform.isForgetful = true
    const played = playPost(platform, {}, { stopAtUs: SHOWN_US + 0.5e6 })
    expect(played.endUs).toBe(SHOWN_US + 0.505e6)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StatusShape } from '../../src/tatami/shapes.js'
import { type NodesChild, startNodesChild } from './nodes-child.js'
import { loggedIn, type PersonClient } from './person-client.js'

let stack: NodesChild
let origin = ''
beforeAll(async () => {
  stack = await startNodesChild()
  origin = stack.nodes[0] ?? ''
})
afterAll(() => stack.stop())

const REST = '/tatami/rest/'
const HOME = `${REST}statuses/home_timeline`

const statuses = async (person: PersonClient, path: string, node?: string): Promise<StatusShape[]> =>
  JSON.parse((await person.ask(path, {}, node ?? origin)).text)

const newestId = async (person: PersonClient): Promise<string> => (await statuses(person, HOME))[0]?.timelineId ?? ''

describe('a time-line', () => {
  it('shows 20 statuses of 25 properties, newest first', async () => {
    const page = await statuses(await loggedIn(origin), HOME)
    expect(page).toHaveLength(20)
    expect(Object.keys(page[0] ?? {})).toHaveLength(25)
    const dates = page.map(({ statusDate }) => statusDate)
    expect(dates).toEqual([...dates].sort((a, b) => b - a))
  })

  it('has nothing newer than its newest', async () => {
    const person = await loggedIn(origin)
    const { status, text } = await person.ask(`${HOME}?start=${await newestId(person)}&_=1795395077772`)
    expect([status, text]).toEqual([200, '[]'])
  })

  it('is read to its end by pages of 19 without a gap or a repetition', async () => {
    const person = await loggedIn(origin, 'user8')
    const whole = await statuses(person, `${HOME}?count=1000`)
    const read = await statuses(person, HOME)
    for (let i = 0; read.length < whole.length && i < 20; i++) {
      const page = await statuses(person, `${HOME}?finish=${read.at(-1)?.timelineId}`)
      expect(page.length).toBeLessThanOrEqual(19)
      read.push(...page)
    }
    expect(read.map(({ statusId }) => statusId)).toEqual(whole.map(({ statusId }) => statusId))
    expect(await statuses(person, `${HOME}?finish=${read.at(-1)?.timelineId}`)).toEqual([])
  })

  it('gives 20 for a count of 0', async () => {
    expect(await statuses(await loggedIn(origin), `${HOME}?count=0`)).toHaveLength(20)
  })
})

describe('a post', () => {
  it('is answered by an empty object that nothing may cache', async () => {
    const { status, headers, text } = await (await loggedIn(origin)).post('first #launch')
    expect([status, text]).toEqual([200, '{}'])
    expect(headers).toMatchObject({ pragma: 'no-cache', 'cache-control': 'no-cache, no-store, max-age=0' })
    expect((await (await loggedIn(origin)).post('x'.repeat(2_048))).status).toBe(200)
  })

  it('is in the very next poll, on any node', async () => {
    const person = await loggedIn(origin, 'user20')
    const start = await newestId(person)
    await person.post('here it is')
    for (const node of stack.nodes)
      expect(await statuses(person, `${HOME}?start=${start}`, node)).toMatchObject([
        { content: 'here it is', username: 'user20', type: 'STATUS', favorite: false },
      ])
  })

  it('reaches the followers and nobody else', async () => {
    const author = await loggedIn(origin, 'user30')
    const followers: { username: string }[] = JSON.parse((await author.ask(`${REST}users/user30/followers`)).text)
    await author.post('for my followers')
    const names = new Set(followers.map(({ username }) => username))
    const stranger = Array.from({ length: 100 }, (_, i) => `user${40 + i}`).find((name) => !names.has(name)) ?? ''
    const seenBy = async (name: string) => (await statuses(await loggedIn(origin, name), HOME))[0]?.content
    expect(await seenBy([...names][0] ?? '')).toBe('for my followers')
    expect(await seenBy(stranger)).not.toBe('for my followers')
  })

  it('goes to who is mentioned, also when it is private, and to nobody else then', async () => {
    const author = await loggedIn(origin, 'user50')
    await author.post('only for @user51', { statusPrivate: true })
    const mentioned = await loggedIn(origin, 'user51')
    expect((await statuses(mentioned, HOME))[0]).toMatchObject({ content: 'only for @user51', statusPrivate: true })
    expect((await statuses(mentioned, `${REST}mentions`))[0]).toMatchObject({ username: 'user50' })
    const [follower] = JSON.parse((await author.ask(`${REST}users/user50/followers`)).text)
    expect((await statuses(await loggedIn(origin, follower.username), HOME))[0]?.content).not.toBe('only for @user51')
  })

  it('stands on the lines of its author, its tag and its group', async () => {
    const author = await loggedIn(origin, 'user60')
    const [group] = JSON.parse((await author.ask(`${REST}groups`)).text)
    await author.post('on all lines #newtag', { groupId: group.groupId })
    for (const line of ['statuses/user60/timeline', 'tags/newtag/tag_timeline', `groups/${group.groupId}/timeline`])
      expect((await statuses(author, REST + line))[0]).toMatchObject({ content: 'on all lines #newtag' })
  })

  it('can be answered, and both are each other’s details', async () => {
    const author = await loggedIn(origin, 'user70')
    await author.post('question')
    const question = await newestId(author)
    expect((await author.post('answer', { replyTo: question })).status).toBe(200)
    const [answer] = await statuses(author, HOME)
    expect(answer).toMatchObject({ content: 'answer', replyTo: question, replyToUsername: 'user70' })
    const details = async (id: string) => JSON.parse((await author.ask(`${REST}statuses/details/${id}`)).text)
    expect((await details(question)).discussionStatuses).toMatchObject([{ content: 'answer' }])
    expect((await details(answer?.statusId ?? '')).discussionStatuses).toMatchObject([{ content: 'question' }])
  })

  it('can be made a favourite and back', async () => {
    const person = await loggedIn(origin, 'user80')
    const path = `${REST}statuses/${await newestId(person)}`
    const favourite = async (on: boolean) => JSON.parse((await person.sendJson('PATCH', path, { favorite: on })).text)
    expect((await favourite(true)).favorite).toBe(true)
    expect(await statuses(person, `${REST}favorites`)).toHaveLength(1)
    expect((await favourite(false)).favorite).toBe(false)
    expect(await statuses(person, `${REST}favorites`)).toEqual([])
  })

  it.each([
    ['*/*', 404],
    ['application/json, text/javascript, */*; q=0.01', 200],
  ])('is deleted for who accepts %s, who is told %s', async (accept, expected) => {
    const person = await loggedIn(origin, 'user90')
    await person.post('soon gone')
    const path = `${REST}statuses/${await newestId(person)}`
    expect((await person.ask(path, { method: 'DELETE', accept })).status).toBe(expected)
    expect((await statuses(person, HOME))[0]?.content).not.toBe('soon gone')
    expect((await person.ask(path)).text).toBe('')
  })
})

describe('a search for statuses', () => {
  const found = (person: PersonClient, q: string) => statuses(person, `${REST}search/status?q=${encodeURIComponent(q)}`)

  it.each(['account', 'policy', 'launch'])('finds posts with "%s" that were there before', async (word) => {
    const page = await found(await loggedIn(origin), word)
    expect(page).toHaveLength(20)
    for (const { content } of page) expect(content?.toLowerCase()).toContain(word)
  })

  it('finds the posts of a user by the name', async () => {
    const page = await found(await loggedIn(origin), 'user77')
    expect(new Set(page.map(({ username }) => username))).toEqual(new Set(['user77']))
  })

  it('finds nothing for a word that nobody wrote, and for none', async () => {
    expect(await found(await loggedIn(origin), 'zzyzx')).toEqual([])
    expect(JSON.parse((await (await loggedIn(origin)).ask(`${REST}search/status`)).text)).toEqual([])
  })

  it('finds a new post after a moment', async () => {
    const person = await loggedIn(origin, 'user95')
    await person.post('something about xylophones')
    await expect.poll(() => found(person, 'xylophones'), { timeout: 10_000 }).toHaveLength(1)
  })
})

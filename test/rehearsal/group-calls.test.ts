import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GroupShape } from '../../src/tatami/shapes.js'
import { type NodesChild, startNodesChild } from './nodes-child.js'
import { loggedIn, PersonClient } from './person-client.js'

let stack: NodesChild
let origin = ''
beforeAll(async () => {
  stack = await startNodesChild()
  origin = stack.nodes[0] ?? ''
})
afterAll(() => stack.stop())

const GROUPS = '/tatami/rest/groups'

const groupsOf = async (person: PersonClient, node?: string): Promise<GroupShape[]> =>
  JSON.parse((await person.ask(GROUPS, {}, node)).text)

// A new group of this person, found as the page finds it.
const groupMadeBy = async (person: PersonClient, name: string, more: object = {}): Promise<GroupShape> => {
  await person.sendJson('POST', GROUPS, { name, description: 'd', publicGroup: true, ...more })
  const found = (await groupsOf(person)).find((group) => group.name === name)
  if (!found) throw new Error(`no group ${name}`)
  return found
}

const change = async (person: PersonClient, method: 'PUT' | 'DELETE', { groupId }: GroupShape, username: string) => {
  const { status, text } = await person.ask(`${GROUPS}/${groupId}/members/${username}`, { method })
  return [status, text === '' ? '' : JSON.parse(text)]
}

const membersOf = async (person: PersonClient, { groupId }: GroupShape): Promise<string[]> => {
  const members: { username: string; role: string }[] = JSON.parse(
    (await person.ask(`${GROUPS}/${groupId}/members/`)).text,
  )
  return members.map(({ username, role }) => `${username} ${role}`)
}

const registered = async (email: string): Promise<PersonClient> => {
  const person = new PersonClient(origin)
  const submit = (path: string, fields: Readonly<Record<string, string>>) =>
    person.ask(path, {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  await submit('/tatami/register/automatic', { email, password: 'p' })
  await submit('/tatami/authentication', { j_username: email, j_password: 'p' })
  return person
}

// By the source of 3.1.1's GroupController and GroupService; the answer of a list was recorded.
describe('a group', () => {
  it('is made by a POST that tells no id, and then stands in its founder’s list on every node', async () => {
    const person = await loggedIn(origin, 'user100')
    const before = await groupsOf(person)
    const sent = { name: 'grp', description: 'd', publicGroup: true, archivedGroup: false }
    const { status, text } = await person.sendJson('POST', GROUPS, sent)
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { ...sent, groupId: null, counter: 0, member: false, administrator: false },
    ])
    for (const node of stack.nodes) {
      const groups = await groupsOf(person, node)
      expect(groups).toHaveLength(before.length + 1)
      expect(groups[0]).toEqual({
        ...sent,
        groupId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        counter: 1,
        member: true,
        administrator: true,
      })
    }
  })

  it.each([{}, { name: '' }, { name: 'grp', colour: 'red' }])('is not made of %j: 500', async (body) => {
    const person = await loggedIn(origin, 'user101')
    expect((await person.sendJson('POST', GROUPS, body)).status).toBe(500)
    expect(await groupsOf(person)).toHaveLength(1)
  })

  it('is joined by oneself when it is public, and left again', async () => {
    const group = await groupMadeBy(await loggedIn(origin, 'user102'), 'open')
    const person = await loggedIn(origin, 'user1500')
    expect(await change(person, 'PUT', group, 'user1500')).toEqual([
      200,
      expect.objectContaining({ username: 'user1500', role: 'MEMBER', isMember: true }),
    ])
    expect(await membersOf(person, group)).toEqual(['user102 ADMIN', 'user1500 MEMBER'])
    expect((await groupsOf(person)).map(({ name, counter }) => [name, counter])).toEqual([
      ['open', 2],
      ['team 30', 50],
    ])
    expect(await change(person, 'DELETE', group, 'user1500')).toEqual([200, true])
    expect(await membersOf(person, group)).toEqual(['user102 ADMIN'])
    expect(await groupsOf(person)).toHaveLength(1)
  })

  it('lets its administrator add others, but change nothing about themselves', async () => {
    const founder = await loggedIn(origin, 'user103')
    const group = await groupMadeBy(founder, 'mine')
    expect(await change(founder, 'PUT', group, 'user1501')).toMatchObject([200, { username: 'user1501' }])
    expect(await change(founder, 'PUT', group, 'user103')).toEqual([403, ''])
    expect(await change(founder, 'DELETE', group, 'user103')).toEqual([403, false])
    expect(await change(founder, 'PUT', group, 'nobody')).toEqual([404, ''])
  })

  it('is closed to those who may not: others are not added, a private group is neither joined nor seen', async () => {
    const founder = await loggedIn(origin, 'user104')
    const [open, closed] = [
      await groupMadeBy(founder, 'open 2'),
      await groupMadeBy(founder, 'closed', { publicGroup: false }),
    ]
    const person = await loggedIn(origin, 'user1502')
    expect(await change(person, 'PUT', open, 'user1503')).toEqual([403, ''])
    expect(await change(person, 'PUT', closed, 'user1502')).toEqual([403, ''])
    expect(await person.ask(`${GROUPS}/${closed.groupId}`)).toMatchObject({ status: 200, text: '' })
    expect((await person.ask(`${GROUPS}/${closed.groupId}/timeline`)).text).toBe('[]')
    // Whoever administers it may let them in.
    expect(await change(founder, 'PUT', closed, 'user1502')).toMatchObject([200, { isMember: true }])
    expect(JSON.parse((await person.ask(`${GROUPS}/${closed.groupId}`)).text)).toMatchObject({ member: true })
  })

  it('of the seed can be left and joined as well, and posts reach who is in it', async () => {
    const person = await loggedIn(origin, 'user1504')
    const [team] = await groupsOf(person)
    if (!team) throw new Error('everybody is in a team')
    expect(await change(person, 'DELETE', team, 'user1504')).toEqual([200, true])
    expect((await person.post('hello', { groupId: team.groupId })).status).toBe(403)
    expect(await change(person, 'PUT', team, 'user1504')).toMatchObject([200, { isMember: true }])
    expect((await person.post('hello', { groupId: team.groupId })).status).toBe(200)
    const line = JSON.parse((await person.ask(`${GROUPS}/${team.groupId}/timeline`)).text)
    expect(line[0]).toMatchObject({ content: 'hello', groupName: team.name, publicGroup: true })
  })

  it('is found by its first letters, in its own company only', async () => {
    await groupMadeBy(await loggedIn(origin, 'user105'), 'Zebra riders')
    const found = async (person: PersonClient) =>
      JSON.parse((await person.ask('/tatami/rest/search/all?q=zeb')).text).groups.map(({ name }: GroupShape) => name)
    expect(await found(await loggedIn(origin, 'user1505'))).toEqual(['Zebra riders'])
    const stranger = await registered('ann@other.example')
    expect(await found(stranger)).toEqual([])
    expect(await groupsOf(stranger)).toEqual([])
  })
})

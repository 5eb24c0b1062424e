import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME_FILES, LOGIN_FILES } from '../../src/tatami/static-files.js'
import { type NodesChild, startNodesChild } from './nodes-child.js'
import { loggedIn, PersonClient } from './person-client.js'

// What section 11 of the contract recorded on a running 3.1.1, asked of a started process over real connections.

let stack: NodesChild
let origin = ''
beforeAll(async () => {
  stack = await startNodesChild()
  origin = stack.nodes[0] ?? ''
})
afterAll(() => stack.stop())

const host = () => new URL(origin).host
const REST = '/tatami/rest/'
const HTML = 'text/html;charset=UTF-8'
const JSON_TYPE = 'application/json;charset=UTF-8'

describe('pages and sessions', () => {
  it('says it is Jetty and not what time it is, and never compresses', async () => {
    const { headers } = await new PersonClient(origin).ask('/tatami/login', { headers: { 'accept-encoding': 'gzip' } })
    expect(headers).toMatchObject({ server: 'Jetty(8.1.13.v20130916)' })
    expect([headers['date'], headers['content-encoding']]).toEqual([undefined, undefined])
  })

  it('shows the login page and hands out a session with it', async () => {
    const { status, headers, text } = await new PersonClient(origin).ask('/tatami/login')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': HTML,
      'content-length': '15586',
      'content-language': 'en',
      expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
      'set-cookie': expect.stringMatching(/^JSESSIONID=[a-z0-9]{20,26}(\.node1)?;Path=\/$/),
    })
    expect(text).toContain('id="loginForm"')
    expect(text).toContain('action="/tatami/authentication"')
  })

  it('logs in with a new session id and goes to the root of the host that was asked', async () => {
    const person = new PersonClient(origin)
    await person.ask('/tatami/login')
    const before = person.sessionCookie
    const { status, headers } = await person.login('user5')
    expect([status, headers['location']]).toEqual([302, `http://${host()}/`])
    expect(person.sessionCookie).not.toBe(before)
  })

  it.each([
    ['a wrong password', 'user5', 'wrong'],
    ['an unknown user', 'nobody', 'tatami'],
  ])('refuses %s, clears remember-me and ends the session there was', async (_, username, password) => {
    const person = await loggedIn(origin)
    const { status, headers } = await person.login(username, password)
    expect([status, headers['location']]).toEqual([302, `http://${host()}/tatami/login?action=loginFailure`])
    expect(headers['set-cookie']).toMatch(/^SPRING_SECURITY_REMEMBER_ME_COOKIE=;.*1970/)
    expect((await person.ask(`${REST}groups`)).status).toBe(302)
  })

  it.each(['users/user5', 'groups', 'statuses/home_timeline', 'no/such/thing'])(
    'sends who is not logged in from %s to the login page, session id in the address',
    async (path) => {
      const { status, headers } = await new PersonClient(origin).ask(REST + path)
      expect(status).toBe(302)
      expect(headers['location']).toMatch(/\/tatami\/login;jsessionid=[a-z0-9.]+$/)
      expect(headers['set-cookie']).toMatch(/^JSESSIONID=/)
    },
  )

  it('puts no session id in the address when a stale cookie was sent', async () => {
    const { headers } = await new PersonClient(origin).ask(`${REST}groups`, { headers: { cookie: 'JSESSIONID=stale' } })
    expect(headers['location']).toMatch(/\/tatami\/login$/)
  })

  it('goes after login to the page that was asked for first, but not to a script request', async () => {
    const person = new PersonClient(origin)
    await person.ask('/tatami/home/timeline?x=1')
    expect((await person.login('user5')).headers['location']).toBe(`http://${host()}/tatami/home/timeline?x=1`)
    const script = new PersonClient(origin)
    await script.ask(`${REST}groups`, { headers: { 'x-requested-with': 'XMLHttpRequest' } })
    expect((await script.login('user5')).headers['location']).toBe(`http://${host()}/`)
  })

  it('keeps a session on every node, with the cookie changed at the hand-over', async () => {
    const person = await loggedIn(origin)
    const first = person.sessionCookie
    expect((await person.ask(`${REST}groups`, {}, stack.nodes[1])).status).toBe(200)
    expect(person.sessionCookie).toBe(first?.replace('node1', 'node2'))
  })

  it('logs out', async () => {
    const person = await loggedIn(origin)
    const { status, headers } = await person.ask('/tatami/logout')
    expect([status, headers['location']]).toEqual([302, `http://${host()}/tatami/login`])
    expect((await person.ask(`${REST}groups`)).status).toBe(302)
  })

  it('redirects from the root by a script of 220 bytes', async () => {
    const { status, text } = await new PersonClient(origin).ask('/')
    expect([status, text.length]).toEqual([200, 220])
    expect(text).toContain('/tatami/')
  })

  it('shows the home page in chunks', async () => {
    const { status, headers, text } = await (await loggedIn(origin)).ask('/tatami/', { accept: 'text/html' })
    expect([status, text.length, headers['content-type']]).toEqual([200, 50_126, HTML])
    expect(headers['transfer-encoding']).toBe('chunked')
  })

  it.each(['/tatami', '/nothing', '/js/nothing.js'])('knows nothing at %s', async (path) => {
    expect((await new PersonClient(origin).ask(path)).status).toBe(404)
  })

  it.each(['/tatami/login', '/tatami/', `${REST}groups`])('breaks on %s without an Accept header', async (path) => {
    const { status, headers } = await new PersonClient(origin).ask(path, { accept: null })
    expect([status, headers['content-length']]).toEqual([500, '0'])
  })

  it('turns the login page into its model for who accepts only JSON', async () => {
    const { text } = await new PersonClient(origin).ask('/tatami/login', { accept: 'application/json' })
    expect(text).toBe('{"action":null}')
  })
})

describe('registering', () => {
  const register = (fields: Record<string, string>) =>
    new PersonClient(origin).ask('/tatami/register/automatic', { body: new URLSearchParams(fields).toString() })

  it.each([
    ['a new user', { email: 'new@other.example', password: 'p' }, 302],
    ['a user who exists', { email: 'user5@bank.example', password: 'p' }, 302],
    ['an empty e-mail', { email: '', password: 'p' }, 302],
    ['no password', { email: 'x@other.example' }, 500],
    ['an e-mail without @', { email: 'x', password: 'p' }, 500],
  ])('answers the same for %s', async (_, fields, expected) => {
    const { status, headers } = await register(fields)
    expect(status).toBe(expected)
    expect(headers['set-cookie']).toBeUndefined()
  })

  it('lets the registered log in and changes nothing for who was there', async () => {
    await register({ email: 'ann@other.example', password: 'secret' })
    const ann = new PersonClient(origin)
    const body = 'j_username=Ann%40other.example&j_password=secret'
    expect((await ann.ask('/tatami/authentication', { body })).headers['location']).toBe(`http://${host()}/`)
    expect((await ann.ask(`${REST}statuses/home_timeline`)).text).toBe('[]')
    expect((await ann.ask(`${REST}users/user5`)).status).toBe(500)
  })
})

describe('static files', () => {
  it('serves every file of the pages in its size, with nothing but Last-Modified to go by', async () => {
    const person = new PersonClient(origin)
    for (const { path, bytes } of [...LOGIN_FILES, ...HOME_FILES]) {
      const { status, headers, text } = await person.ask(path)
      expect([path, status, text.length]).toEqual([path, 200, bytes])
      expect([headers['etag'], headers['cache-control']]).toEqual([undefined, undefined])
    }
  })

  it('answers 304 to who has it already', async () => {
    const person = new PersonClient(origin)
    const modified = String((await person.ask('/css/tatami.css')).headers['last-modified'])
    const { status, text } = await person.ask('/css/tatami.css', { headers: { 'if-modified-since': modified } })
    expect([status, text]).toEqual([304, ''])
  })
})

describe('what a client does wrong', () => {
  it.each([
    ['HEAD', '/tatami/login'],
    ['HEAD', `${REST}groups`],
    ['GET', `${REST}statuses/`],
    ['POST', `${REST}statuses/update`],
    ['GET', `${REST}users/nobody`],
    ['GET', `${REST}search/all`],
    ['GET', `${REST}search/all?q=`],
    ['GET', `${REST}statuses/home_timeline?count=abc`],
  ] as const)('%s %s is 500', async (method, path) => {
    expect((await (await loggedIn(origin)).ask(path, { method })).status).toBe(500)
  })

  it.each([
    ['no text', {}],
    ['an empty text', { content: '' }],
    ['2,049 characters', { content: 'x'.repeat(2_049) }],
    ['an unknown property', { content: 'a', colour: 'red' }],
    ['a text that is a number', { content: 1 }],
  ])('a status with %s is 500', async (_, body) => {
    expect((await (await loggedIn(origin)).sendJson('POST', `${REST}statuses/`, body)).status).toBe(500)
  })

  it('a status as a form is 500, and without the trailing slash it is 404', async () => {
    const person = await loggedIn(origin)
    const form = { body: 'content=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    expect((await person.ask(`${REST}statuses/`, form)).status).toBe(500)
    expect((await person.sendJson('POST', `${REST}statuses`, { content: 'a' })).status).toBe(404)
  })

  it.each(['start=abc', 'finish=abc', 'count=-1'])('a time-line at %s is 200 with nothing at all', async (query) => {
    const { status, headers, text } = await (await loggedIn(origin)).ask(`${REST}statuses/home_timeline?${query}`)
    expect([status, text, headers['content-type']]).toEqual([200, '', undefined])
  })

  it('REST calls are 500 for who accepts only HTML', async () => {
    expect((await (await loggedIn(origin)).ask(`${REST}groups`, { accept: 'text/html' })).status).toBe(500)
  })

  it('posting to a foreign group is 403 with an empty object', async () => {
    const person = await loggedIn(origin)
    const foreign = await loggedIn(origin, 'user777')
    const [group] = JSON.parse((await foreign.ask(`${REST}groups`)).text)
    const { status, text } = await person.post('hello', { groupId: group.groupId })
    expect([status, text]).toEqual([403, '{}'])
  })

  it('an unknown status is 200 with nothing, an unknown user has an empty line', async () => {
    const person = await loggedIn(origin)
    const unknown = 'fdecd5b0-e8b3-11f1-b11e-00000000ffff'
    expect(await person.ask(`${REST}statuses/${unknown}`)).toMatchObject({ status: 200, text: '' })
    expect(await person.ask(`${REST}statuses/details/${unknown}`)).toMatchObject({ status: 200, text: '' })
    expect(await person.ask(`${REST}statuses/nobody/timeline`)).toMatchObject({ status: 200, text: '[]' })
  })
})

describe('REST answers', () => {
  it('shows users with all 15 properties', async () => {
    const { headers, text } = await (await loggedIn(origin)).ask(`${REST}users/user7`)
    expect(headers).toMatchObject({ 'content-type': JSON_TYPE, 'transfer-encoding': 'chunked' })
    expect(JSON.parse(text)).toMatchObject({ login: 'user7@bank.example', username: 'user7', you: false })
    expect(Object.keys(JSON.parse(text))).toHaveLength(15)
  })

  it('shows the groups of a user, popular tags and suggestions', async () => {
    const person = await loggedIn(origin)
    const [groups, tags, suggested] = await Promise.all(
      ['groups', 'tags?popular=true', 'users/suggestions'].map(async (path) =>
        JSON.parse((await person.ask(REST + path)).text),
      ),
    )
    expect(groups).toMatchObject([{ publicGroup: true, archivedGroup: false, counter: 50, member: true }])
    expect(tags[0]).toEqual({ name: expect.any(String), followed: false, trendingUp: expect.any(Boolean) })
    expect(suggested[0]).toMatchObject({ friend: false, you: false })
  })

  it('still answers what is left of the older interface', async () => {
    const person = await loggedIn(origin, 'user900')
    expect(JSON.parse((await person.ask(`${REST}account/profile`)).text)).toMatchObject({ username: 'user900' })
    expect((await person.ask(`${REST}trends`)).status).toBe(200)
    const { text } = await person.sendJson('POST', `${REST}friendships/create`, { username: 'user901' })
    expect(text).toBe('true')
  })

  it('follows only with friendShip beside friend', async () => {
    const person = await loggedIn(origin, 'user910')
    const other = JSON.parse((await person.ask(`${REST}users/suggestions`)).text)[0].username
    const patch = async (body: object) => {
      const { status, text } = await person.sendJson('PATCH', `${REST}users/${other}`, body)
      return status === 200 ? JSON.parse(text).friend : status
    }
    expect(await patch({ friend: true })).toBe(false)
    expect(await patch({ friendShip: true, friend: true })).toBe(true)
    expect(await patch({ friendShip: true })).toBe(500)
    expect(await patch({ friendShip: true, friend: true, x: 1 })).toBe(500)
    expect(await patch({ friendShip: true, friend: false })).toBe(false)
  })

  it('searches everything but statuses while a word is typed', async () => {
    const { text } = await (await loggedIn(origin)).ask(`${REST}search/all?q=a`)
    const { tags, users, groups } = JSON.parse(text)
    expect(tags[0]).toMatchObject({ name: 'agile' })
    expect(users[0]).toMatchObject({ firstName: expect.stringMatching(/^A/i) })
    expect(groups).toEqual([])
  })
})

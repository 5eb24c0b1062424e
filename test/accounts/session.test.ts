import type { ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { Pace } from '../../src/accounts/pace.js'
import { Platform } from '../../src/accounts/platform.js'
import { inSession, openSession, register, usernameOf } from '../../src/accounts/session.js'
import type { Target } from '../../src/profile/event-profile.js'
import { type Asked, oddPlatform } from './odd-platform.js'
import { realTiming, targetAt } from './rehearsal-node.js'

const ACCOUNT = { login: 'Ann.Lee@bank.example', password: 'open & sesame' }
const JSON_TYPE = { 'content-type': 'application/json;q=0.8;charset=UTF-8' }

type Answer = (asked: Asked, response: ServerResponse) => void

const platformThat = async (answer: Answer, change: Partial<Target> = {}) => {
  const server = await oddPlatform(answer)
  const platform = new Platform({ ...targetAt(server.url), ...change }, new Pace(1_000, realTiming), 2)
  onTestFinished(() => platform.close())
  return { ...server, platform }
}

// Logs in as Tatami does, then answers whatever the test says.
const loggingIn =
  (answer: Answer): Answer =>
  (asked, response) => {
    if (asked.path !== '/tatami/authentication') return answer(asked, response)
    const location = `http://${asked.headers.host}/`
    response.writeHead(302, { location, 'set-cookie': ['other=1;Path=/', 'JSESSIONID=first;Path=/'] }).end()
  }

const sessionThat = async (answer: Answer) => {
  const server = await platformThat(loggingIn(answer))
  const session = await openSession(server.platform, ACCOUNT)
  if (!session) throw new Error('not logged in')
  return { ...server, session }
}

test('logs in with the whole e-mail as a form, and says what it accepts', async () => {
  const { asked, session } = await sessionThat(() => {})
  expect(session.username).toBe('ann.lee')
  expect(asked[0]).toMatchObject({
    method: 'POST',
    path: '/tatami/authentication',
    body: 'j_username=Ann.Lee%40bank.example&j_password=open+%26+sesame',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: expect.stringContaining('text/html') },
  })
})

test.each(['http://tatami.bank.example/tatami/login?action=loginFailure', '/tatami/login;jsessionid=abc'])(
  'a redirect to %s is a refused login',
  async (location) => {
    const { platform } = await platformThat((_, response) => response.writeHead(302, { location }).end())
    expect(await openSession(platform, ACCOUNT)).toBeUndefined()
    expect(await inSession(platform, ACCOUNT, async () => 'in')).toBeUndefined()
  },
)

test.each([
  ['a page', (response: ServerResponse) => response.writeHead(200).end('<html>'), 'answered 200 instead of a redirect'],
  ['an error', (response: ServerResponse) => response.writeHead(500).end(), 'answered 500 without a body'],
  ['no session', (response: ServerResponse) => response.writeHead(302, { location: '/' }).end(), 'a session cookie'],
  ['nothing', (response: ServerResponse) => response.destroy(), 'got no answer'],
])('%s in answer to a login is an error that names the call but no secret', async (_, answer, words) => {
  const { platform } = await platformThat((_asked, response) => answer(response))
  const failed = await openSession(platform, ACCOUNT).catch((error: unknown) => error)
  expect(String(failed)).toContain(words)
  expect(String(failed)).toContain('POST ')
  expect(String(failed)).not.toContain('sesame')
})

test('a REST call puts JSON first, and sends its body as JSON', async () => {
  const { asked, session } = await sessionThat((_, response) => response.writeHead(200, JSON_TYPE).end('{"a":1}'))
  expect(await session.json('PATCH', '/tatami/rest/users/bob', { friend: true })).toEqual({ a: 1 })
  expect(asked[1]).toMatchObject({
    method: 'PATCH',
    body: '{"friend":true}',
    headers: {
      accept: expect.stringMatching(/^application\/json,/),
      'content-type': 'application/json',
      cookie: 'JSESSIONID=first',
    },
  })
})

test('a session id that changes on the way is honoured', async () => {
  const { asked, session } = await sessionThat((asked, response) => {
    const renewed = asked.path === '/a' ? { 'set-cookie': 'JSESSIONID=second.node2;Path=/' } : {}
    response.writeHead(200, { ...JSON_TYPE, ...renewed }).end('[]')
  })
  for (const path of ['/a', '/b']) await session.json('GET', path)
  await session.logout()
  const cookies = asked.slice(1).map(({ headers }) => headers.cookie)
  expect(cookies).toEqual(['JSESSIONID=first', 'JSESSIONID=second.node2', 'JSESSIONID=second.node2'])
})

test.each([
  ['a redirect to the login page', 302, { location: '/tatami/login' }, '', 'the session is lost'],
  ['a page', 200, { 'content-type': 'text/html' }, '<html>', 'instead of JSON'],
  ['an empty body', 200, {}, '', 'without a body'],
  ['an empty body of the right type', 200, JSON_TYPE, '', 'without a body'],
  ['half a body', 200, JSON_TYPE, '[{"statusId"', 'well-formed JSON'],
  ['an error', 500, JSON_TYPE, '{}', 'answered 500'],
  ['a 404, as a DELETE gets that asked for anything', 404, JSON_TYPE, '{}', 'answered 404'],
])('%s is an error of a REST call that tells no session id', async (_, status, headers, body, words) => {
  const { session } = await sessionThat((_asked, response) => response.writeHead(status, headers).end(body))
  const failed = await session.json('GET', '/tatami/rest/groups').catch((error: unknown) => error)
  expect(String(failed)).toContain(words)
  expect(String(failed)).toContain('GET /tatami/rest/groups')
  expect(String(failed)).not.toMatch(/first|sesame/)
})

test('a registration is believed to have been heard, and no more', async () => {
  const { asked, platform } = await platformThat((_, response) => response.writeHead(302, { location: '/x' }).end())
  await register(platform, ACCOUNT)
  expect(asked[0]).toMatchObject({
    path: '/tatami/register/automatic',
    body: 'email=Ann.Lee%40bank.example&password=open+%26+sesame',
  })
})

test('another address than the name leads to is connected to, with the name as Host', async () => {
  const server = await oddPlatform((_, response) => response.writeHead(302, { location: '/' }).end())
  const resolve = [{ host: 'tatami.bank.example', port: server.port, address: '127.0.0.1' }]
  const target = { ...targetAt(`http://tatami.bank.example:${server.port}`), resolve }
  const platform = new Platform(target, new Pace(1_000, realTiming), 1)
  onTestFinished(() => platform.close())
  await register(platform, ACCOUNT)
  expect(server.asked[0]?.headers.host).toBe(`tatami.bank.example:${server.port}`)
})

test('an authority that cannot be read is a usage error', () => {
  const target = { ...targetAt('https://127.0.0.1:1'), caFile: '/no/such/ca.pem' }
  expect(() => new Platform(target, new Pace(1, realTiming), 1)).toThrow('/no/such/ca.pem: name a readable PEM file')
})

test('the name of an account is what stands before the @, in lower case', () => {
  expect(usernameOf({ login: 'A.B@c@bank.example', password: '' })).toBe('a.b@c')
})

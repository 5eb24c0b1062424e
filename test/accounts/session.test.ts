import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { Pace, systemTiming } from '../../src/accounts/pace.js'
import { Platform } from '../../src/accounts/platform.js'
import { PlatformError } from '../../src/accounts/platform-error.js'
import { inSession, logIn, register, type Session, usernameOf } from '../../src/accounts/session.js'
import { UsageError } from '../../src/base/errors.js'
import { type Asked, oddPlatform } from './odd-platform.js'
import { targetAt } from './rehearsal-node.js'

const ACCOUNT = { login: 'Ann.Lee@bank.example', password: 'open & sesame' }
const JSON_TYPE = { 'content-type': 'application/json;q=0.8;charset=UTF-8' }

type Answer = (asked: Asked, response: ServerResponse) => void

const platformThat = async (answer: Answer) => {
  const server = await oddPlatform(answer)
  const platform = await Platform.open(targetAt(server.url), new Pace(1_000, systemTiming))
  return { ...server, platform }
}

// Logs in and out as Tatami does, and answers whatever the test says in between.
const sessionThat = (answer: Answer) =>
  platformThat((asked, response) => {
    if (asked.path === '/tatami/logout') response.writeHead(302, { location: '/tatami/login' }).end()
    else if (asked.path !== '/tatami/authentication') answer(asked, response)
    else {
      const location = `http://${asked.headers.host}/`
      response.writeHead(302, { location, 'set-cookie': ['other=1;Path=/', 'JSESSIONID=first;Path=/'] }).end()
    }
  })

test('logs in with the whole e-mail as a form, and says what it accepts', async () => {
  const { asked, platform } = await sessionThat(() => {})
  expect(await inSession(platform, ACCOUNT, async ({ username }) => username)).toBe('ann.lee')
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
    expect(await inSession(platform, ACCOUNT, async () => 'in')).toBeUndefined()
  },
)

test.each([
  ['a page', (response: ServerResponse) => response.writeHead(200).end('<html>'), 'answered 200 instead of a redirect'],
  ['an error', (response: ServerResponse) => response.writeHead(500).end(), 'answered 500 without a body'],
  ['nothing', (response: ServerResponse) => response.destroy(), 'without an answer'],
])('%s in answer to a login is an error that names the call but no secret', async (_, answer, words) => {
  const { platform } = await platformThat((_asked, response) => answer(response))
  const failed = await platform.browse((browser) => logIn(browser, ACCOUNT)).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(PlatformError)
  expect(String(failed)).toContain(words)
  expect(String(failed)).not.toContain('sesame')
})

test('a REST call puts JSON first, and sends its body as JSON', async () => {
  const { asked, platform } = await sessionThat((_, response) => response.writeHead(200, JSON_TYPE).end('{"a":1}'))
  const patch = ({ json }: Session) => json('PATCH', '/tatami/rest/users/bob', { friend: true })
  expect(await inSession(platform, ACCOUNT, patch)).toEqual({ a: 1 })
  expect(asked[1]).toMatchObject({
    method: 'PATCH',
    body: '{"friend":true}',
    headers: {
      accept: expect.stringMatching(/^application\/json,/),
      'content-type': 'application/json',
      cookie: expect.stringContaining('JSESSIONID=first'),
    },
  })
})

test('a session id that changes on the way is honoured', async () => {
  const { asked, platform } = await sessionThat((asked, response) => {
    const renewed = asked.path === '/a' ? { 'set-cookie': 'JSESSIONID=second.node2;Path=/' } : {}
    response.writeHead(200, { ...JSON_TYPE, ...renewed }).end('[]')
  })
  await inSession(platform, ACCOUNT, async ({ json }) => {
    for (const path of ['/a', '/b']) await json('GET', path)
  })
  const ids = asked.slice(1).map(({ headers }) => /JSESSIONID=([^;]+)/.exec(headers.cookie ?? '')?.[1])
  expect(ids).toEqual(['first', 'second.node2', 'second.node2'])
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
  const { platform } = await sessionThat((_asked, response) => response.writeHead(status, headers).end(body))
  const get = ({ json }: Session) => json('GET', '/tatami/rest/groups')
  const failed = await inSession(platform, ACCOUNT, get).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(PlatformError)
  expect(String(failed)).toContain(words)
  expect(String(failed)).toContain('GET /tatami/rest/groups')
  expect(String(failed)).not.toMatch(/first|sesame/)
})

test('a registration is believed to have been heard, and no more', async () => {
  const { asked, platform } = await platformThat((_, response) => response.writeHead(302, { location: '/x' }).end())
  await platform.browse((browser) => register(browser, ACCOUNT))
  expect(asked[0]).toMatchObject({
    path: '/tatami/register/automatic',
    body: 'email=Ann.Lee%40bank.example&password=open+%26+sesame',
  })
})

test('another address than the name leads to is connected to, with the name as Host', async () => {
  const server = await oddPlatform((_, response) => response.writeHead(302, { location: '/' }).end())
  const resolve = [{ host: 'tatami.bank.example', port: server.port, address: '127.0.0.1' }]
  const target = { ...targetAt(`http://tatami.bank.example:${server.port}`), resolve }
  const platform = await Platform.open(target, new Pace(1_000, systemTiming))
  await platform.browse((browser) => register(browser, ACCOUNT))
  expect(server.asked[0]?.headers.host).toBe(`tatami.bank.example:${server.port}`)
})

test('a host that the user did not say may be loaded is refused', async () => {
  const opened = Platform.open(targetAt('http://192.0.2.1'), new Pace(1, systemTiming))
  await expect(opened).rejects.toThrow(UsageError)
})

test('what is no Tatami is refused in one sentence', async () => {
  const server = createServer((_, response) => response.end('<html>hello</html>'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const opened = Platform.open(targetAt(`http://127.0.0.1:${port}`), new Pace(1, systemTiming))
  await expect(opened).rejects.toThrow("is not Tatami's login page")
})

test('the name of an account is what stands before the @, in lower case', () => {
  expect(usernameOf({ login: 'A.B@c@bank.example', password: '' })).toBe('a.b@c')
})

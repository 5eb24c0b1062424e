import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppRequest } from '../../src/rehearsal/app-request.js'
import { ApplicationCluster } from '../../src/rehearsal/application-cluster.js'
import { planOf } from './fault-plans.js'
import { virtualTime } from './virtual-time.js'

/** One node, a person logged in at it, and answers as soon as asked. */
const answering = () => {
  const { pacemaker, moveTo } = virtualTime()
  const nodes = { jetty: 1, cassandra: 1, elasticsearch: 1 }
  const wallUs = 1_795_395_077_772_000
  const cluster = new ApplicationCluster({ nodes, population: 60, seed: 1, faults: planOf([]), pacemaker, wallUs })
  let nowUs = 0
  return (request: AppRequest): string => {
    let text = ''
    cluster.server(1)(request, (answer) => {
      text = answer.toString()
    })
    nowUs += 10_000_000
    moveTo(nowUs)
    return text
  }
}

const requestOf = (fields: Partial<AppRequest>): AppRequest => ({
  method: 'GET',
  path: '/',
  query: '',
  host: 'h',
  accept: 'application/json, */*',
  sessionCookie: undefined,
  contentType: 'application/json',
  ifModifiedSince: undefined,
  xhr: true,
  keepAlive: true,
  http11: true,
  body: '',
  ...fields,
})

const login = (answer: (request: AppRequest) => string): string => {
  const body = 'j_username=user1%40bank.example&j_password=tatami'
  return (
    /JSESSIONID=([^;]+)/.exec(answer(requestOf({ method: 'POST', path: '/tatami/authentication', body })))?.[1] ?? ''
  )
}

const WORDS = ['users', 'user2', 'statuses', 'home_timeline', 'details', 'timeline', 'tags', 'groups', 'search', 'all']
const SEGMENTS = [...WORDS, 'status', 'members', 'friends', '', '%', '%e9', 'constructor', '__proto__', 'favorites']
const QUERIES = ['start', 'finish', 'count', 'q', 'tag', '=', '&', '&&', '0', '-1', 'a', 'account', '%', '+', '1e9']
const fields = fc.constantFrom('content', 'replyTo', 'groupId', 'friend', 'friendShip', 'favorite', 'name', '__proto__')

const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'HEAD', 'PUT', 'constructor', 'toString'),
  path: fc.oneof(
    fc.array(fc.constantFrom(...SEGMENTS)).map((segments) => `/tatami/rest/${segments.join('/')}`),
    fc.webPath().map((path) => `/tatami${path}`),
    fc.constantFrom('/tatami/login', '/tatami/logout', '/tatami/authentication', '/tatami/register/automatic', '/js/x'),
  ),
  query: fc.array(fc.constantFrom(...QUERIES), { maxLength: 6 }).map((parts) => parts.join('')),
  body: fc.oneof(
    fc.string(),
    fc.json(),
    fc.dictionary(fields, fc.anything()).map((value) => JSON.stringify(value) ?? ''),
  ),
  accept: fc.constantFrom(undefined, '*/*', 'text/html', 'application/json'),
})

describe('the application', () => {
  it('answers any request, of anybody, with one of the statuses it has', () => {
    const answer = answering()
    fc.assert(
      fc.property(requests, fc.boolean(), (request, isLoggedIn) => {
        const sessionCookie = isLoggedIn ? login(answer) : undefined
        const text = answer(requestOf({ ...request, sessionCookie }))
        expect(text).toMatch(/^HTTP\/1\.1 (200|302|304|403|404|500) [^\r]+\r\n.*\r\n\r\n/s)
      }),
      { numRuns: 1_000 },
    )
  })

  it('writes JSON whatever people write or are called', () => {
    const answer = answering()
    const post = (cookie: string, content: string) =>
      answer(
        requestOf({
          method: 'POST',
          path: '/tatami/rest/statuses/',
          body: JSON.stringify({ content }),
          sessionCookie: cookie,
        }),
      )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }), (content) => {
        const cookie = login(answer)
        fc.pre(content.trim() !== '')
        post(cookie, content)
        const text = answer(
          requestOf({ path: '/tatami/rest/statuses/home_timeline', http11: false, sessionCookie: cookie }),
        )
        const [newest] = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))
        expect(newest.content).toBe(Buffer.from(content).toString())
      }),
      { numRuns: 200 },
    )
  })

  it('keeps odd names of the registered apart from the text around them', () => {
    const answer = answering()
    const form = (path: string, body: string) => answer(requestOf({ method: 'POST', path, body }))
    const name = encodeURIComponent('a"</script>@other.example')
    form('/tatami/register/automatic', `email=${name}&password=p`)
    const cookie = /JSESSIONID=([^;]+)/.exec(form('/tatami/authentication', `j_username=${name}&j_password=p`))?.[1]
    const home = answer(requestOf({ path: '/tatami/', sessionCookie: cookie }))
    expect(home).toContain('var username = "a\\"\\u003c/script>";')
  })
})

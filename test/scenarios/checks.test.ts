import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HttpResponse } from '../../src/http/exchange.js'
import { FAILURE_KINDS } from '../../src/metrics/sample.js'
import {
  asset,
  authenticated,
  type Check,
  jsonArray,
  jsonObject,
  loggedOut,
  loginPage as loginPageCheck,
  privatePage,
  publicPage,
} from '../../src/scenarios/checks.js'

const CHECKS = {
  ...{ jsonArray, jsonObject, privatePage, publicPage, asset, authenticated, loggedOut },
  loginPage: loginPageCheck,
} as const satisfies Record<string, Check>

const LOGIN_FORM = '<form id="loginForm" action="/tatami/authentication">'
const JSON_TYPE = 'application/json;charset=UTF-8'
const HTML_TYPE = 'text/html;charset=UTF-8'

const response = (status: number, contentType?: string, body = '', location?: string): HttpResponse => {
  const head = { ...(contentType && { contentType }), ...(location && { location }) }
  return { kind: 'response', status, head, body, bodyBytes: body.length, timing: { endUs: 0, bytesIn: 0, bytesOut: 0 } }
}
const toLogin = response(302, undefined, '', 'http://front/tatami/login;jsessionid=17')
const loginPage = response(200, HTML_TYPE, LOGIN_FORM)
const home = response(200, HTML_TYPE, '<html>home</html>')
const error = response(500, HTML_TYPE, '<html>')
const empty = response(200)

describe('checks', () => {
  it.each<[keyof typeof CHECKS, string, HttpResponse, string | undefined]>([
    ['jsonArray', 'a list', response(200, JSON_TYPE, '[{}]'), undefined],
    [
      'jsonArray',
      'a list whose type Tatami decorates',
      response(200, 'application/json;q=0.8;charset=UTF-8', '[]'),
      undefined,
    ],
    ['jsonArray', 'an object', response(200, JSON_TYPE, '{}'), 'content'],
    ['jsonArray', 'a list that says it is a page', response(200, HTML_TYPE, '[]'), 'content'],
    ['jsonArray', 'a list without a type', response(200, undefined, '[]'), 'content'],
    ['jsonArray', 'nothing, with 200', empty, 'empty-body'],
    ['jsonArray', 'the way to the login page', toLogin, 'session-lost'],
    ['jsonArray', 'the login page', loginPage, 'session-lost'],
    ['jsonArray', 'some other page', home, 'content'],
    ['jsonArray', 'an error', error, 'status'],
    ['jsonArray', 'a redirect elsewhere', response(302, undefined, '', 'http://front/'), 'status'],
    ['jsonObject', 'an object', response(200, JSON_TYPE, '{}'), undefined],
    ['jsonObject', 'a list', response(200, JSON_TYPE, '[]'), 'content'],
    ['jsonObject', 'nothing, with 200', empty, 'empty-body'],
    ['privatePage', 'the home page', home, undefined],
    ['privatePage', 'the login page', loginPage, 'session-lost'],
    ['privatePage', 'the way to the login page', toLogin, 'session-lost'],
    ['privatePage', 'an error', error, 'status'],
    ['privatePage', 'nothing, with 200', empty, 'empty-body'],
    ['privatePage', 'JSON', response(200, JSON_TYPE, '{}'), 'content'],
    ['publicPage', 'a page', home, undefined],
    ['loginPage', 'the login page', loginPage, undefined],
    ['loginPage', 'another page', home, 'content'],
    ['loginPage', 'an error', error, 'status'],
    ['loginPage', 'a redirect', toLogin, 'status'],
    ['asset', 'a file', response(200, 'text/css', 'a{}'), undefined],
    ['asset', 'a file that has not changed', response(304), undefined],
    ['asset', 'no file', response(200, 'text/css'), 'empty-body'],
    ['asset', 'a page instead of a file', home, 'content'],
    ['asset', 'not found', response(404, HTML_TYPE, 'x'), 'status'],
    ['asset', 'the way to the login page', toLogin, 'session-lost'],
    ['authenticated', 'the way home', response(302, undefined, '', 'http://front/'), undefined],
    [
      'authenticated',
      'the way to a refused login',
      response(302, undefined, '', 'http://f/tatami/login?action=loginFailure'),
      'session-lost',
    ],
    ['authenticated', 'the login page', loginPage, 'session-lost'],
    ['authenticated', 'a redirect to nowhere', response(302), 'content'],
    ['authenticated', 'an error', error, 'status'],
    ['loggedOut', 'the way to the login page', toLogin, undefined],
    ['loggedOut', 'the home page', home, 'status'],
  ])('%s: %s is %4$s', (check, _, answer, expected) => {
    expect(CHECKS[check](answer)).toBe(expected)
  })

  it('knows what to say of any answer', () => {
    const type = fc.option(fc.oneof(fc.constantFrom(JSON_TYPE, HTML_TYPE), fc.string()), { nil: undefined })
    const body = fc.uint8Array({ maxLength: 64 })
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), type, body, (status, contentType, bytes) => {
        for (const check of Object.values(CHECKS)) {
          const kind = check({
            ...response(status, contentType),
            body: Buffer.from(bytes).toString(),
            bodyBytes: bytes.length,
          })
          expect([undefined, ...FAILURE_KINDS]).toContain(kind)
        }
      }),
      { numRuns: 200 },
    )
  })
})

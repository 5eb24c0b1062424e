import { PAGE_ACCEPT } from '../preflight/check-login-page.js'
import type { TargetReply, TargetRequest } from '../preflight/target-client.js'
import { AUTHENTICATION, LOGIN_PAGE, LOGOUT, REGISTER_AUTOMATIC } from '../tatami/routes.js'
import type { Browser, Platform } from './platform.js'
import { PlatformError } from './platform-error.js'

/** One account of a platform; the login is a whole e-mail. */
export interface Account {
  readonly login: string
  readonly password: string
}

// Always an Accept: without one 3.1 answers 500. JSON first for REST: a DELETE answers 404 otherwise, although it is done.
const PAGE_HEADERS = { accept: PAGE_ACCEPT }
const FORM_HEADERS = { ...PAGE_HEADERS, 'content-type': 'application/x-www-form-urlencoded' }
const XHR_HEADERS = {
  accept: 'application/json, text/javascript, */*; q=0.01',
  'x-requested-with': 'XMLHttpRequest',
}

/** The name of an account in addresses and time-lines: what stands before the `@`. */
export const usernameOf = ({ login }: Account): string => login.slice(0, login.lastIndexOf('@')).toLowerCase()

/** Asks for a new account. The answer says nothing: it is the same when the account was there, or none was made. */
export const register = async (browser: Browser, { login, password }: Account): Promise<void> => {
  const reply = await submit(browser, REGISTER_AUTOMATIC, { email: login, password })
  if (reply.status !== 302) throw unexpected({ method: 'POST', path: REGISTER_AUTOMATIC }, reply, 'a redirect')
}

/** Whether the platform lets the account in. Throws a PlatformError when it answers anything but yes or no. */
export const logIn = async (browser: Browser, { login, password }: Account): Promise<boolean> => {
  const reply = await submit(browser, AUTHENTICATION, { j_username: login, j_password: password })
  if (reply.status !== 302) throw unexpected({ method: 'POST', path: AUTHENTICATION }, reply, 'a redirect')
  return !pathOf(reply.header('location') ?? '').startsWith(LOGIN_PAGE)
}

/** Logs in, does the work and logs out; undefined when the platform refuses the account. */
export const inSession = <T>(
  platform: Platform,
  account: Account,
  work: (session: Session) => Promise<T>,
): Promise<T | undefined> =>
  platform.browse(async (browser) => {
    if (!(await logIn(browser, account))) return undefined
    const result = await work({ username: usernameOf(account), json: (...call) => json(browser, ...call) })
    await logOut(browser)
    return result
  })

/** One account logged in. */
export interface Session {
  readonly username: string
  /** What a REST call answers. Throws a PlatformError for everything but a 200 with JSON. */
  json(method: TargetRequest['method'], path: string, body?: unknown): Promise<unknown>
}

/** Ends the session, whatever the platform answers to it. Throws a PlatformError when no answer comes. */
export const logOut = async (browser: Browser): Promise<void> => {
  await browser.ask({ method: 'GET', path: LOGOUT, headers: PAGE_HEADERS })
}

const submit = (browser: Browser, path: string, form: Readonly<Record<string, string>>): Promise<TargetReply> =>
  browser.ask({ method: 'POST', path, headers: FORM_HEADERS, body: new URLSearchParams(form).toString() })

const json = async (
  browser: Browser,
  method: TargetRequest['method'],
  path: string,
  body?: unknown,
): Promise<unknown> => {
  const headers = { ...XHR_HEADERS, ...(body !== undefined && { 'content-type': 'application/json' }) }
  const reply = await browser.ask({ method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const call = { method, path }
  if (reply.status === 302) throw unexpected(call, reply, 'JSON; the session is lost')
  if (reply.status !== 200 || !reply.header('content-type')?.startsWith('application/json')) {
    throw unexpected(call, reply, 'JSON')
  }
  try {
    return JSON.parse(reply.body)
  } catch {
    throw unexpected(call, reply, 'well-formed JSON')
  }
}

// The body is left out on purpose: a page may show what was sent.
const unexpected = (
  { method, path }: Pick<TargetRequest, 'method' | 'path'>,
  { status, body }: TargetReply,
  expected: string,
): PlatformError =>
  new PlatformError(
    `${method} ${path} answered ${status}${body === '' ? ' without a body' : ''} instead of ${expected}`,
  )

// Tatami redirects to absolute addresses.
const pathOf = (location: string): string => (URL.canParse(location) ? new URL(location).pathname : location)

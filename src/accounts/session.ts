import { AUTHENTICATION, LOGIN_PAGE, LOGOUT, REGISTER_AUTOMATIC } from '../tatami/routes.js'
import type { Answer, Call, Platform } from './platform.js'
import { PlatformError } from './platform-error.js'

export interface Account {
  readonly login: string
  readonly password: string
}

// Always an Accept: without one 3.1 answers 500. JSON first for REST: a DELETE answers 404 otherwise, although it is done.
const PAGE_HEADERS = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
const FORM_HEADERS = { ...PAGE_HEADERS, 'content-type': 'application/x-www-form-urlencoded' }
const XHR_HEADERS = {
  accept: 'application/json, text/javascript, */*; q=0.01',
  'x-requested-with': 'XMLHttpRequest',
}

/** The name of an account in addresses and time-lines: what stands before the `@`. */
export const usernameOf = ({ login }: Account): string => login.slice(0, login.lastIndexOf('@')).toLowerCase()

/** Asks for a new account. The answer says nothing: it is the same when the account was there, or none was made. */
export const register = async (platform: Platform, { login, password }: Account): Promise<void> => {
  const body = new URLSearchParams({ email: login, password }).toString()
  const call: Call = { method: 'POST', path: REGISTER_AUTOMATIC, headers: FORM_HEADERS, body }
  const answer = await platform.call(call)
  if (answer.status !== 302) throw unexpected(call, answer, 'a redirect to the login page')
}

/** Logs in; undefined when the platform refuses the account. Throws a PlatformError when it answers anything else. */
export const openSession = async (platform: Platform, account: Account): Promise<Session | undefined> => {
  const body = new URLSearchParams({ j_username: account.login, j_password: account.password }).toString()
  const call: Call = { method: 'POST', path: AUTHENTICATION, headers: FORM_HEADERS, body }
  const answer = await platform.call(call)
  if (answer.status !== 302) throw unexpected(call, answer, 'a redirect')
  if (answer.location.startsWith(LOGIN_PAGE)) return undefined
  if (answer.sessionId === undefined) throw unexpected(call, answer, 'a session cookie')
  return new Session(platform, account, answer.sessionId)
}

/** One account logged in. */
export class Session {
  readonly username: string
  readonly #platform: Platform
  // Changes on hand-over between nodes.
  #sessionId: string

  constructor(platform: Platform, account: Account, sessionId: string) {
    this.#platform = platform
    this.username = usernameOf(account)
    this.#sessionId = sessionId
  }

  /** What a REST call answers. Throws a PlatformError for everything but a 200 with JSON. */
  async json(method: Call['method'], path: string, body?: unknown): Promise<unknown> {
    const call: Call = {
      method,
      path,
      headers: { ...XHR_HEADERS, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }
    const answer = await this.#call(call)
    if (answer.status === 302) throw unexpected(call, answer, 'JSON; the session is lost')
    if (answer.status !== 200 || !answer.contentType.startsWith('application/json')) {
      throw unexpected(call, answer, 'JSON')
    }
    return parsed(call, answer)
  }

  async logout(): Promise<void> {
    await this.#call({ method: 'GET', path: LOGOUT, headers: PAGE_HEADERS })
  }

  async #call(call: Call): Promise<Answer> {
    const answer = await this.#platform.call({
      ...call,
      headers: { ...call.headers, cookie: `JSESSIONID=${this.#sessionId}` },
    })
    this.#sessionId = answer.sessionId ?? this.#sessionId
    return answer
  }
}

/** Logs in, does the work and logs out; undefined when the platform refuses the account. */
export const inSession = async <T>(
  platform: Platform,
  account: Account,
  work: (session: Session) => Promise<T>,
): Promise<T | undefined> => {
  const session = await openSession(platform, account)
  if (session === undefined) return undefined
  const result = await work(session)
  await session.logout()
  return result
}

// The body is left out on purpose: a page may show what was sent.
const unexpected = ({ method, path }: Call, { status, body }: Answer, expected: string): PlatformError =>
  new PlatformError(
    `${method} ${path} answered ${status}${body === '' ? ' without a body' : ''} instead of ${expected}`,
  )

const parsed = (call: Call, answer: Answer): unknown => {
  try {
    return JSON.parse(answer.body)
  } catch {
    throw unexpected(call, answer, 'well-formed JSON')
  }
}

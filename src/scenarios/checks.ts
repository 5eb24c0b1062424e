import type { HttpResponse } from '../http/exchange.js'
import type { FailureKind } from '../metrics/sample.js'
import { AUTHENTICATION, LOGIN_PAGE } from '../tatami/routes.js'

/** What an answer must be: undefined when it is right. */
export type Check = (response: HttpResponse) => FailureKind | undefined

/** An answer of a REST call that must be a JSON array. */
export const jsonArray: Check = (response) => json(response, '[')

/** An answer of a REST call that must be a JSON object. */
export const jsonObject: Check = (response) => json(response, '{')

/** A page that only who is logged in sees. */
export const privatePage: Check = (response) =>
  page(response) ?? (response.body.includes(AUTHENTICATION) ? 'session-lost' : undefined)

/** The page with the login form. */
export const loginPage: Check = (response) => {
  if (response.status !== 200) return 'status'
  return page(response) ?? (response.body.includes(AUTHENTICATION) ? undefined : 'content')
}

/** A page for everybody. */
export const publicPage: Check = (response) => page(response)

/** A static file, whole or confirmed. */
export const asset: Check = ({ status, head, bodyBytes }) => {
  if (status === 304) return undefined
  if (isSentToLogin(status, head.location)) return 'session-lost'
  if (status !== 200) return 'status'
  if (bodyBytes === 0) return 'empty-body'
  return isHtml(head.contentType) ? 'content' : undefined
}

/** The answer to the login form: away from it, since back to it means refused. */
export const authenticated: Check = ({ status, head, body }) => {
  if (isSentToLogin(status, head.location)) return 'session-lost'
  if (status === 200 && body.includes(AUTHENTICATION)) return 'session-lost'
  if (status !== 302) return 'status'
  return head.location === undefined ? 'content' : undefined
}

/** The answer to a log-out: the one place where the login page is what is wanted. */
export const loggedOut: Check = ({ status, head }) => (isSentToLogin(status, head.location) ? undefined : 'status')

const json = ({ status, head, body }: HttpResponse, first: string): FailureKind | undefined => {
  // The usual poll ends in this line: nothing is parsed.
  if (status === 200 && body[0] === first && head.contentType?.startsWith('application/json')) return undefined
  if (isSentToLogin(status, head.location)) return 'session-lost'
  if (status !== 200) return 'status'
  if (body.length === 0) return 'empty-body'
  return isHtml(head.contentType) && body.includes(AUTHENTICATION) ? 'session-lost' : 'content'
}

const page = ({ status, head, bodyBytes }: HttpResponse): FailureKind | undefined => {
  if (isSentToLogin(status, head.location)) return 'session-lost'
  if (status !== 200) return 'status'
  if (bodyBytes === 0) return 'empty-body'
  return isHtml(head.contentType) ? undefined : 'content'
}

/** Whether an answer sends to the login page, which says that the session is gone. */
export const isSentToLogin = (status: number, location: string | undefined): boolean =>
  status >= 300 && status < 400 && location?.includes(LOGIN_PAGE) === true

const isHtml = (contentType: string | undefined): boolean => contentType?.startsWith('text/html') === true

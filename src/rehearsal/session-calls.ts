import { LOGIN_FAILED, LOGIN_PAGE, ROOT } from '../tatami/routes.js'
import { type AppReply, ERROR_500, json, page, redirect, withHeaders } from './app-reply.js'
import { type AppRequest, parameter } from './app-request.js'
import type { Course } from './course.js'
import { homeHtml, loginHtml } from './pages.js'
import type { Answering, Handler } from './served-call.js'
import { type Session, sessionCookie } from './sessions.js'

/** A call that needs no login, or makes one. */
export interface OpenCall extends Answering {
  readonly request: AppRequest
  readonly session: Session | undefined
}

/** The login page, with a new session for whoever has none. */
export const loginPage = (call: OpenCall): AppReply => {
  call.work.kind = 'login-page'
  const failed = parameter(call.request.query, 'action') === 'loginFailure'
  // The page creates a session, as JSPs do.
  const cookie = call.session ? '' : newCookie(call)
  // `Accept: application/json` alone turns pages into their model.
  if (call.request.accept === 'application/json') return withHeaders(json('{"action":null}'), cookie)
  return withHeaders(page(loginHtml(failed), 'length'), cookie)
}

/** Checks the form; the session's id changes at login, and a refused one ends the session there was. */
export const authenticate = function* (call: OpenCall): Course<AppReply> {
  const { request, session, state, stores, work } = call
  work.kind = 'authentication'
  if (session) state.sessions.end(session)
  const login = parameter(request.body, 'j_username') ?? ''
  const user = request.method === 'POST' ? state.network.directory.number(login) : undefined
  if (user !== undefined) yield* stores.user(user)
  if (user === undefined || !state.network.passwordIsRight(user, parameter(request.body, 'j_password') ?? ''))
    return withHeaders(
      redirect(request.host, LOGIN_FAILED),
      'Set-Cookie: SPRING_SECURITY_REMEMBER_ME_COOKIE=;Path=/;Expires=Thu, 01-Jan-1970 00:00:00 GMT\r\n',
    )
  return withHeaders(redirect(request.host, session?.savedPath ?? ROOT), newCookie(call, { user }))
}

/** Ends the session, and leads to the login page with or without one. */
export const logout = (call: OpenCall): AppReply => {
  call.work.kind = 'logout'
  if (call.session) call.state.sessions.end(call.session)
  return redirect(call.request.host, LOGIN_PAGE)
}

/** Its 302 says nothing: the same whether the user was created, existed, or the e-mail was empty. */
export const registerAutomatic = function* (call: OpenCall): Course<AppReply> {
  const { request, stores, work } = call
  work.kind = 'register'
  const email = parameter(request.body, 'email') ?? ''
  const password = parameter(request.body, 'password') ?? ''
  if (request.method !== 'POST' || password === '' || (email !== '' && !email.includes('@'))) return ERROR_500
  if (email !== '') yield* stores.register(email, password)
  return redirect(request.host, LOGIN_PAGE)
}

/** What every protected address answers without a login. */
export const askForLogin = (call: OpenCall): AppReply => {
  const { request, nowUs, state, node } = call
  const target = request.query === '' ? request.path : `${request.path}?${request.query}`
  if (call.session) {
    if (!request.xhr) call.session.savedPath = target
    return redirect(request.host, LOGIN_PAGE)
  }
  const session = state.sessions.create(nowUs, request.xhr ? {} : { savedPath: target })
  // A client that sent no cookie may not take any: the first redirect carries the id in the address as well.
  const suffix = request.sessionCookie === undefined ? `;jsessionid=${sessionCookie(session, node)}` : ''
  return withHeaders(redirect(request.host, LOGIN_PAGE + suffix), setCookie(session, node))
}

/** The page that loads the application, one for all addresses under `/tatami/home`. */
export const homePage: Handler = function* ({ work, stores, state, user, request }) {
  work.kind = 'home-page'
  yield* stores.user(user)
  if (request.accept === 'application/json') return json('{}')
  return page(homeHtml(state.network.directory.username(user)), 'chunked')
}

/** The header that hands out a session as this node's. */
export const setCookie = (session: Session, node: number): string =>
  `Set-Cookie: JSESSIONID=${sessionCookie(session, node)};Path=/\r\n`

const newCookie = ({ state, nowUs, node }: OpenCall, content: { readonly user?: number } = {}): string =>
  setCookie(state.sessions.create(nowUs, content), node)

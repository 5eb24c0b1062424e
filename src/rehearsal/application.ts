import { AUTHENTICATION, LOGIN_PAGE, LOGOUT, REGISTER_AUTOMATIC, REST, ROOT } from '../tatami/routes.js'
import { type AppReply, BARE_500, EMPTY, ERROR_500, NOT_FOUND, page, withHeaders } from './app-reply.js'
import type { AppRequest } from './app-request.js'
import { type Course, settled } from './course.js'
import { LineEndError } from './line.js'
import { PositionError } from './line-calls.js'
import { ROOT_HTML } from './pages.js'
import { findRoute } from './rest-routes.js'
import { type Answering, ClientError } from './served-call.js'
import {
  askForLogin,
  authenticate,
  loginPage,
  logout,
  type OpenCall,
  registerAutomatic,
  setCookie,
} from './session-calls.js'
import type { Session } from './sessions.js'
import { isStatic, staticReply } from './static-content.js'
import { StoreError } from './work.js'

/**
 * Tatami 3.1 as one node of the cluster answers it. Pure towards the network: a request comes in, an answer and what it
 * cost (in `work`) come out by way of the stores; when the answer is sent is for the queues to say.
 */
export const answer = function* (request: AppRequest, answering: Answering): Course<AppReply> {
  const { nowUs, work, state } = answering
  if (isStatic(request.path)) {
    work.kind = 'asset'
    return staticReply(request)
  }
  if (request.path === ROOT) {
    work.kind = 'root'
    return page(ROOT_HTML, 'length')
  }
  if (!request.path.startsWith('/tatami/')) return NOT_FOUND
  if (request.accept === undefined) return BARE_500
  const session = state.sessions.find(request.sessionCookie, nowUs)
  const call: OpenCall = { request, session, ...answering }
  return yield* guarded(() => open(call) ?? restricted(call), ERROR_500)
}

const open = (call: OpenCall): Course<AppReply> | undefined => {
  const { path, method } = call.request
  if (path === AUTHENTICATION) return authenticate(call)
  if (path.startsWith(LOGIN_PAGE)) return settled(method === 'GET' ? loginPage(call) : ERROR_500)
  if (path === LOGOUT) return settled(logout(call))
  return path === REGISTER_AUTOMATIC ? registerAutomatic(call) : undefined
}

const restricted = function* (call: OpenCall): Course<AppReply> {
  const { request, session, nowUs, work, stores, state } = call
  if (session?.user === undefined) return askForLogin(call)
  const cookie = handOver(call, session)
  const routed = findRoute(request.method, request.path)
  if (routed === undefined) return withHeaders(NOT_FOUND, cookie)
  if (routed === 'wrong-method') return withHeaders(ERROR_500, cookie)
  if (request.accept === 'text/html' && request.path.startsWith(REST)) return withHeaders(ERROR_500, cookie)
  const { user } = session
  const { handler, params, onException } = routed
  const served = { request, params, user, nowUs, work, stores, state }
  return withHeaders(yield* guarded(() => handler(served), onException), cookie)
}

// A session that another node knew last gets this node's suffix, and so a changed cookie.
const handOver = ({ request, node }: OpenCall, session: Session): string =>
  request.sessionCookie?.endsWith(`.node${node}`) ? '' : setCookie(session, node)

const guarded = function* (produce: () => Course<AppReply>, onException: AppReply): Course<AppReply> {
  try {
    return yield* produce()
  } catch (error) {
    if (error instanceof ClientError) return ERROR_500
    if (error instanceof PositionError) return onException === ERROR_500 ? ERROR_500 : EMPTY
    if (error instanceof StoreError || error instanceof LineEndError) return onException
    throw error
  }
}

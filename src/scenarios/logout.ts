import * as routes from '../tatami/routes.js'
import { ask } from './ask.js'
import { page } from './requests.js'
import type { Part, User } from './scenario.js'

/** Logs out; the browser follows to the login page. */
export function* logout(user: User): Part<void> {
  const reply = yield* ask(user, page(user, 'logout/logout', routes.LOGOUT))
  user.setLoggedIn(false)
  if (reply.ok) yield* ask(user, page(user, 'logout/page', routes.LOGIN_PAGE))
}

import { exponential } from '../base/random.js'
import * as routes from '../tatami/routes.js'
import { LOGIN_FILES } from '../tatami/static-files.js'
import { ask, waitUntil } from './ask.js'
import { openHome } from './home.js'
import { fetchFiles } from './page-files.js'
import { form, page } from './requests.js'
import type { Part, User } from './scenario.js'
import type { Screen } from './screen.js'

// How long a person looks at a failed login before trying again.
const RETRY_MEAN_US = 10_000_000

/** Logs in, and after a failure again as a person would. False when the session's time, or the run, was over first. */
export function* login(user: User, screen: Screen): Part<boolean> {
  for (;;) {
    if (yield* tryLogin(user, screen)) return true
    const againUs = user.dueUs + Math.round(exponential(user.random, RETRY_MEAN_US))
    if (user.stopping || againUs >= user.leaveUs) return false
    yield* waitUntil(againUs)
    if (user.stopping) return false
  }
}

/** One try, from the arrival or the click to try again until the home time-line is shown, which is the felt login. */
export function* tryLogin(user: User, screen: Screen): Part<boolean> {
  const startUs = user.dueUs
  const ok = (yield* enter(user, screen)) && (yield* openHome(user, screen, 'visit')) === undefined
  yield { kind: 'felt', subject: 'login', ok, startUs, endUs: user.dueUs }
  if (!ok) user.setLoggedIn(false)
  return ok
}

function* enter(user: User, screen: Screen): Part<boolean> {
  const shown = yield* ask(user, page(user, 'login/page', routes.LOGIN_PAGE))
  if (!shown.ok) return false
  if (!screen.hasLoginFiles) yield* fetchFiles(user, LOGIN_FILES)
  screen.hasLoginFiles = true
  const fields = { j_username: user.account.login, j_password: user.account.password }
  const accepted = yield* ask(user, form(user, 'login/authenticate', routes.AUTHENTICATION, fields))
  if (!accepted.ok) return false
  user.setLoggedIn(true)
  // A page that was asked for before the login is resumed; otherwise `/` leads home by script.
  if (pathOf(accepted.response.head.location) !== routes.ROOT) return true
  return (yield* ask(user, page(user, 'login/redirect', routes.ROOT))).ok
}

// The location is absolute, http even behind TLS, and named by the Host header: only its path says something.
const pathOf = (location: string | undefined): string | undefined =>
  location !== undefined && URL.canParse(location, ANY_ORIGIN) ? new URL(location, ANY_ORIGIN).pathname : undefined

const ANY_ORIGIN = 'http://front'

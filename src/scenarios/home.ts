import { below } from '../base/random.js'
import type { FailureKind } from '../metrics/sample.js'
import * as routes from '../tatami/routes.js'
import { HOME_FILES, LOGIN_FILES, WELCOME_IMAGE } from '../tatami/static-files.js'
import { ask, askTogether } from './ask.js'
import { confirmFiles, fetchFiles } from './page-files.js'
import { page, xhr } from './requests.js'
import type { Part, Reply, User } from './scenario.js'
import type { Screen } from './screen.js'
import { statusesOf, textsOf } from './statuses.js'

/** How the home page is come to: a reload confirms the cached files, a visit takes them as they are. */
export type Opening = 'visit' | 'reload'

/** The home page, its files, and 3.1's two waves of calls; undefined when the time-line is shown, else what failed. */
export function* openHome(user: User, screen: Screen, opening: Opening): Part<FailureKind | undefined> {
  const home = yield* ask(user, page(user, 'login/home', routes.HOME_PAGE))
  if (!home.ok) return home.failure
  if (!screen.hasHomeFiles) yield* fetchFiles(user, HOME_FILES)
  else if (opening === 'reload') yield* confirmFiles(user, PAGE_FILES)
  const wasCold = !screen.hasHomeFiles
  screen.hasHomeFiles = true
  const failure = (yield* firstWave(user, screen)) ?? (yield* secondWave(user, screen))
  if (failure === undefined && wasCold && screen.newestId === undefined) yield* fetchFiles(user, [WELCOME_IMAGE])
  return failure
}

const PAGE_FILES = [...LOGIN_FILES, ...HOME_FILES]

// Nothing else starts until both are there: a failure leaves a blank page.
function* firstWave(user: User, screen: Screen): Part<FailureKind | undefined> {
  const [me, groups] = yield* askTogether(user, [
    xhr(user, 'login/me', routes.user(screen.me)),
    xhr(user, 'login/groups', routes.GROUPS),
  ])
  screen.groupId = firstText(user, groups, 'groupId')
  return failureOf(me) ?? failureOf(groups)
}

// Only the time-line is needed: without tags or suggestions the page still works.
function* secondWave(user: User, screen: Screen): Part<FailureKind | undefined> {
  const [tags, , suggestions, timeline] = yield* askTogether(user, [
    xhr(user, 'login/tags', routes.POPULAR_TAGS),
    xhr(user, 'login/me-again', routes.user(screen.me)),
    xhr(user, 'login/suggestions', routes.SUGGESTIONS),
    xhr(user, 'login/timeline', routes.homeTimeline()),
  ])
  screen.tag = anyText(user, tags, 'name')
  screen.suggested = firstText(user, suggestions, 'username')
  if (!timeline?.ok) return failureOf(timeline)
  const statuses = statusesOf(timeline.response.body)
  if (statuses === undefined) {
    user.fail(timeline, 'content')
    return 'content'
  }
  screen.showPage(statuses)
  return undefined
}

const failureOf = (reply: Reply | undefined): FailureKind | undefined =>
  reply?.ok === false ? reply.failure : undefined

const firstText = (user: User, reply: Reply | undefined, key: string): string | undefined => listed(user, reply, key)[0]

// Not everybody opens the tag that comes first.
const anyText = (user: User, reply: Reply | undefined, key: string): string | undefined => {
  const texts = listed(user, reply, key)
  return texts[below(user.random, texts.length)]
}

const listed = (user: User, reply: Reply | undefined, key: string): readonly string[] => {
  if (!reply?.ok) return []
  const texts = textsOf(reply.response.body, key)
  if (texts === undefined) user.fail(reply, 'content')
  return texts ?? []
}

import * as routes from '../tatami/routes.js'
import type { NewStatusShape } from '../tatami/shapes.js'
import type { Draft } from './draft.js'
import { askOnPage, pause } from './open-page.js'
import { newerRequest, showNewer } from './poll.js'
import { sendJson, xhr } from './requests.js'
import type { Part, Reply, User } from './scenario.js'
import type { Screen } from './screen.js'
import { type SeenStatus, statusOf } from './statuses.js'
import { compose, type Texts } from './texts.js'

/** Writes a post, then polls at once as 3.1 does; the felt post lasts until a poll shows it. Hands back its content. */
export function* post(user: User, screen: Screen, texts: Texts, draft: Draft): Part<string> {
  const asked = draft.reply ? yield* openEditor(user, screen) : undefined
  const to = asked?.username ?? (draft.mention ? screen.author : undefined)
  const content = compose(texts, draft, to)
  const status: NewStatusShape = {
    ...{ groupId: '', attachmentIds: [], geoLocalization: '' },
    ...{ content, replyTo: asked?.statusId ?? '', statusPrivate: draft.private },
  }
  // From here on any poll may bring it: its own, or the page's that happens to come now.
  screen.awaited = content
  const created = yield* askOnPage(user, screen, sendJson(user, 'post/create', 'POST', routes.STATUSES, status))
  const last = created.ok ? yield* readBack(user, screen) : created
  const ok = created.ok && screen.awaited === undefined
  screen.awaited = undefined
  yield { kind: 'felt', subject: 'post', ok, startUs: created.dueUs, endUs: last.endUs }
  return content
}

// How long a person who does not see the post waits before looking again.
const SECOND_LOOK_US = 1_000_000

// An answer opens the post it replies to; when that fails, or nothing is there to reply to, people just post.
function* openEditor(user: User, screen: Screen): Part<SeenStatus | undefined> {
  if (screen.newestId === undefined) return undefined
  const reply = yield* askOnPage(user, screen, xhr(user, 'post/open-editor', routes.status(screen.newestId)))
  if (!reply.ok) return undefined
  const status = statusOf(reply.response.body)
  if (status === undefined) user.fail(reply, 'content')
  return status
}

// One's own time-line is written before the POST is answered: the poll right behind it must show the post. Hands back the
// last poll's reply.
function* readBack(user: User, screen: Screen): Part<Reply> {
  const first = yield* askOnPage(user, screen, newerRequest(user, screen, 'post/poll'))
  if (!showNewer(user, screen, first) || screen.awaited === undefined) return first
  yield* pause(user, screen, user.dueUs + SECOND_LOOK_US)
  const second = yield* askOnPage(user, screen, newerRequest(user, screen, 'post/poll'))
  if (showNewer(user, screen, second) && screen.awaited !== undefined) user.fail(second, 'stale-read')
  return second
}

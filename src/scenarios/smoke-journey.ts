import { below, randomStream } from '../base/random.js'
import { ask } from './ask.js'
import { follow, markFavourite, openGroup, openProfile, openTag } from './browse.js'
import { type Draft, drawDraft } from './draft.js'
import type { JourneyContext } from './journey-context.js'
import { tryLogin } from './login.js'
import { logout } from './logout.js'
import { collectOnPage, pause } from './open-page.js'
import { drawTag } from './planned-actions.js'
import { newerRequest, showPoll } from './poll.js'
import { post } from './post.js'
import type { Part, Scenario, User } from './scenario.js'
import { Screen, searchWord } from './screen.js'
import { scroll } from './scroll.js'
import { drawQuery, search } from './search.js'
import type { Texts } from './texts.js'

const NOBODY_DOES = { reply: 0, tag: 0, mention: 0, private: 0 }
const LOOK_US = 200_000
// The search engine knows a post a second after it was written; on an empty platform there is nothing else to find.
const UNTIL_FOUND_US = 2_500_000

/** One pass through every step of every scenario, in well under 30 s on a platform that answers. */
export const smokeJourney = (context: JourneyContext): Scenario =>
  function* (user) {
    // One browser comes with an empty cache: the first one's.
    const screen = new Screen(user.account, user.index === 0)
    if (!(yield* tryLogin(user, screen))) return
    screen.startPolling(user.dueUs, user.behaviour.pollEveryUs)
    for (const visit of visits(user, screen, context)) {
      yield* pause(user, screen, user.dueUs + LOOK_US)
      if (user.stopping) break
      yield* visit
      if (screen.sent.length > 0) yield* collectOnPage(user, screen)
    }
    yield* logout(user)
  }

function* visits(user: User, screen: Screen, { texts, own }: JourneyContext): Iterable<Part<void>> {
  const random = randomStream(below(user.random, 2 ** 32), 'smoke')
  yield poll(user, screen)
  for (const trait of ['reply', 'tag', 'mention', 'private'] as const)
    yield write(user, screen, texts, drawDraft(random, { ...NOBODY_DOES, [trait]: 1 }))
  const foundUs = user.dueUs + UNTIL_FOUND_US
  yield scroll(user, screen)
  yield openProfile(user, screen)
  yield openTag(user, screen, drawTag(random))
  yield openGroup(user, screen)
  yield markFavourite(user, screen)
  yield follow(user, screen)
  for (const { name } of own.activities) yield own.perform(user, screen, name, below(random, 2 ** 32))
  yield pause(user, screen, foundUs)
  yield search(user, screen, drawQuery(random))
}

function* poll(user: User, screen: Screen): Part<void> {
  yield showPoll(user, screen, yield* ask(user, newerRequest(user, screen, 'timeline/poll')))
}

function* write(user: User, screen: Screen, texts: Texts, draft: Draft): Part<void> {
  const content = yield* post(user, screen, texts, draft)
  if (!draft.private) screen.word ??= searchWord(content)
}

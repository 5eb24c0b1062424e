import { follow, markFavourite, openGroup, openProfile, openTag } from './browse.js'
import { collectOnPage } from './open-page.js'
import type { OwnScenarios } from './own-scenario.js'
import type { PlannedAction } from './planned-actions.js'
import { post } from './post.js'
import type { Part, User } from './scenario.js'
import type { Screen } from './screen.js'
import { scroll } from './scroll.js'
import { search } from './search.js'
import type { Texts } from './texts.js'

/** What all users of a process share. */
export interface Shared {
  readonly texts: Texts
  readonly own: OwnScenarios
}

/** Does what was planned, on the open page; nothing of it is under way any more when it returns. */
export function* perform(user: User, screen: Screen, action: PlannedAction, shared: Shared): Part<void> {
  yield* activity(user, screen, action, shared)
  if (screen.sent.length > 0) yield* collectOnPage(user, screen)
}

const activity = (user: User, screen: Screen, action: PlannedAction, { texts, own }: Shared): Part<unknown> => {
  switch (action.kind) {
    case 'posts':
      return post(user, screen, texts, action.draft)
    case 'searches':
      return search(user, screen, action.query)
    case 'scrolls':
      return scroll(user, screen)
    case 'profiles':
      return openProfile(user, screen)
    case 'tags':
      return openTag(user, screen, action.tag)
    case 'groups':
      return openGroup(user, screen)
    case 'favourites':
      return markFavourite(user, screen)
    case 'follows':
      return follow(user, screen)
    case 'own':
      return own.perform(user, screen, action.name, action.seed)
  }
}

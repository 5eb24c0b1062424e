import { type Random, randomStream } from '../base/random.js'
import { KNOWN_WORDS } from '../tatami/population.js'
import * as routes from '../tatami/routes.js'
import { askOnPage, collectOnPage, pause, sendOnPage } from './open-page.js'
import { xhr } from './requests.js'
import type { Part, User } from './scenario.js'
import type { Screen } from './screen.js'
import { statusesOf } from './statuses.js'

/** What a person has in mind to look for. */
export interface Query {
  /** Which of the words that seeded posts are known to have, when the screen shows none. */
  readonly word: string
  /** Seed of the typing's rhythm. */
  readonly rhythm: number
}

/** Draws a search. Always as many numbers. */
export const drawQuery = (random: Random): Query => ({
  word: KNOWN_WORDS[Math.floor(random() * KNOWN_WORDS.length)] ?? '',
  rhythm: Math.floor(random() * 2 ** 32),
})

/** Types a word that posts are known to have, then looks at the results; the felt search is the last key-up's. */
export function* search(user: User, screen: Screen, query: Query): Part<void> {
  const word = screen.word ?? query.word
  if (!(yield* type(user, screen, word, query.rhythm))) return
  const reply = yield* askOnPage(user, screen, xhr(user, 'search/results', routes.searchStatus(word)))
  if (!reply.ok) return
  const found = statusesOf(reply.response.body)
  if (found === undefined) user.fail(reply, 'content')
  // Tatami answers an empty list when its search engine is down.
  else if (found.length === 0) user.fail(reply, 'search-empty')
}

const KEY_MIN_US = 120_000
const KEY_SPREAD_US = 160_000

// 3.1's search box asks on every key-up and waits for nothing; false when the run winds down while a word is typed.
function* type(user: User, screen: Screen, word: string, rhythm: number): Part<boolean> {
  const random = randomStream(rhythm, 'typing')
  for (let typed = 1, keyUpUs = user.dueUs; typed <= word.length && !user.stopping; typed++) {
    yield* pause(user, screen, keyUpUs)
    if (user.stopping) break
    yield* sendOnPage(screen, xhr(user, 'search/key-up', routes.searchAll(word.slice(0, typed))))
    keyUpUs += KEY_MIN_US + Math.floor(random() * KEY_SPREAD_US)
  }
  const replies = yield* collectOnPage(user, screen)
  const last = replies.at(-1)
  if (replies.length < word.length || last === undefined) return false
  yield { kind: 'felt', subject: 'search', ok: last.ok, startUs: last.dueUs, endUs: last.endUs }
  return true
}

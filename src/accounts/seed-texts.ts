import { generatedTexts } from '../scenarios/generated-texts.js'
import { KNOWN_TAGS, KNOWN_WORDS } from '../tatami/population.js'

/** Stands as `#tag` behind every seeded post, so that it can be found and taken away again. */
export const SEED_TAG = 'tatami-load-seed'

const POSTS_EACH = 2

/** Posts of each account: two, or as many as it takes for every known word to be found by a search. */
export const postsEach = (users: number): number => Math.max(POSTS_EACH, Math.ceil(KNOWN_WORDS.length / users))

/** The first posts of an account, each different, each with a known word and a known tag. */
export const seedTexts = (user: number, count: number): readonly string[] => {
  const bodies = generatedTexts()
  return Array.from({ length: count }, (_, k) => {
    const i = user * count + k
    return `${bodies[i % bodies.length]} #${KNOWN_TAGS[i % KNOWN_TAGS.length]} #${SEED_TAG}`
  })
}

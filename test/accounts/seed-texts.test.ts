import { expect, test } from 'vitest'
import { postsEach, SEED_TAG, seedTexts } from '../../src/accounts/seed-texts.js'
import { LONGEST_POST } from '../../src/scenarios/texts.js'
import { KNOWN_WORDS } from '../../src/tatami/population.js'

test.each([1, 5, 12, 200])('with %i accounts every known word can be searched for', (users) => {
  const texts = Array.from({ length: users }, (_, user) => seedTexts(user, postsEach(users))).flat()
  const words = new Set(texts.map((text) => text.split(':')[0]))
  expect(KNOWN_WORDS.filter((word) => !words.has(word))).toEqual([])
})

test('the texts of an account differ, carry both tags and fit into the editor', () => {
  const texts = Array.from({ length: 200 }, (_, user) => seedTexts(user, 2))
  for (const own of texts) {
    expect(new Set(own).size).toBe(2)
    for (const text of own) {
      expect(text).toMatch(new RegExp(`^[a-z]+: .* #[a-z]+ #${SEED_TAG}$`))
      expect(text.length).toBeLessThanOrEqual(LONGEST_POST)
    }
  }
})

test('among many accounts each is given two posts', () => {
  expect(postsEach(160_000)).toBe(2)
})

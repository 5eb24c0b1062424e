import { describe, expect, it } from 'vitest'
import { postOperations } from '../../src/tatami/operations.js'

const alone = { followers: 0, tagFollowers: [], mentions: 0, private: false, reply: false }

describe('postOperations', () => {
  it.each([
    ['nobody', alone, 6],
    ['fifty followers', { ...alone, followers: 50 }, 56],
    ['more followers than are read', { ...alone, followers: 25_000 }, 10_006],
    ['a tag with three followers', { ...alone, tagFollowers: [3] }, 13],
    ['two mentions', { ...alone, mentions: 2 }, 10],
    ['a discussion', { ...alone, reply: true }, 8],
    ['one person in private, whoever follows', { ...alone, private: true, followers: 50, mentions: 1 }, 4],
  ])('of a post to %s', (_audience, audience, expected) => expect(postOperations(audience)).toBe(expected))
})

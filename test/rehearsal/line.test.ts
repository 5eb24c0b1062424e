import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineEndError, linePage } from '../../src/rehearsal/line.js'
import type { Post } from '../../src/rehearsal/post.js'
import { type SeededPosts, SLOTS, seededPosts } from '../../src/rehearsal/seeded-posts.js'

const NEWEST_US = 1_795_000_000_000_000
const seeded = seededPosts(3, 1_000, NEWEST_US)

const live = (afterUs: number, deleted = false): Post => {
  const timeUs = NEWEST_US + afterUs
  return {
    kind: 'live',
    id: String(timeUs),
    timeUs,
    author: 1,
    content: 'live',
    private: false,
    cached: false,
    deleted,
  }
}

const lines = fc
  .record({ times: fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 30 }), author: fc.option(fc.nat(999)) })
  .map(({ times, author }) => ({
    live: times.sort((a, b) => a - b).map((us) => live(us, us % 7 === 0)),
    ...(author === null ? {} : { seededAuthor: (slot: number) => (author + slot) % 1_000 }),
  }))

const all = (line: Parameters<typeof linePage>[0]): Post[] => linePage(line, { count: 1_000 }, seeded)

describe('linePage', () => {
  it('shows what was not deleted, newest first', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const times = all(line).map(({ timeUs }) => timeUs)
        const old = 'seededAuthor' in line ? SLOTS : 0
        expect(times).toEqual([...times].sort((a, b) => b - a))
        expect(times).toHaveLength(line.live.filter(({ deleted }) => !deleted).length + old)
      }),
    )
  })

  it('gives at most count - 1 newer than a position, the newest ones', () => {
    fc.assert(
      fc.property(lines, fc.nat(60), fc.integer({ min: 1, max: 30 }), (line, afterUs, count) => {
        const startUs = NEWEST_US + afterUs
        const newer = all(line).filter(({ timeUs }) => timeUs > startUs)
        expect(linePage(line, { count, startUs }, seeded)).toEqual(newer.slice(0, count - 1))
      }),
    )
  })

  it('drops the first at or below an older position, and throws when there is none', () => {
    fc.assert(
      fc.property(
        lines,
        fc.integer({ min: -20_000_000_000, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        (line, atUs, count) => {
          const finishUs = NEWEST_US + atUs
          const older = all(line).filter(({ timeUs }) => timeUs <= finishUs)
          const page = () => linePage(line, { count, finishUs, startUs: 0 }, seeded)
          if (older.length === 0) expect(page).toThrow(LineEndError)
          else expect(page()).toEqual(older.slice(1, count))
        },
      ),
    )
  })
})

describe('seededPosts', () => {
  const anyPost = fc.tuple(fc.nat(999), fc.nat(SLOTS - 1))

  it('finds each post again by its id', () => {
    fc.assert(
      fc.property(anyPost, ([author, slot]) => {
        const post = seeded.post(author, slot)
        expect(seeded.find(post.id)).toEqual(post)
        expect([seeded.timeUs(author, slot), seeded.slotAt(post.timeUs)]).toEqual([post.timeUs, slot])
      }),
    )
  })

  it('finds nothing by the id of nobody', () => {
    const { id } = seededPosts(3, 2_000, NEWEST_US).post(1_500, 3)
    expect([seeded.find(id), seeded.find('abc'), seeded.find('')]).toEqual([undefined, undefined, undefined])
  })

  it.each<[string, (of: SeededPosts, slot: number) => number | undefined, RegExp]>([
    ['word', (of, slot) => of.authorOfWord(0, slot), /^Account /],
    ['tag', (of, slot) => of.authorOfTag(1, slot), /#bikes$/],
  ])('knows an author whose post has a given %s', (_, authorOf, expected) => {
    for (let slot = 0; slot < SLOTS; slot++) {
      const author = authorOf(seeded, slot)
      expect(seeded.post(author ?? -1, slot).content).toMatch(expected)
    }
  })

  it('knows authors also in the smallest company', () => {
    const small = seededPosts(3, 5, NEWEST_US)
    const slots = Array.from({ length: SLOTS }, (_, slot) => slot)
    const found = slots.filter((slot) => small.authorOfWord(0, slot) !== undefined)
    for (const slot of found) expect(small.post(small.authorOfWord(0, slot) ?? -1, slot).content).toMatch(/^Account /)
    expect(found.length).toBeGreaterThan(0)
  })
})

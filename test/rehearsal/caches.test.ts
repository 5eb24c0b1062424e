import { describe, expect, it } from 'vitest'
import { ClusterCaches } from '../../src/rehearsal/caches.js'
import { GroupBook } from '../../src/rehearsal/group-book.js'
import { seededPosts } from '../../src/rehearsal/seeded-posts.js'

const book = new GroupBook(1_000)
const MINUTE_US = 60_000_000
const seeded = seededPosts(1, 1_000, 1_795_000_000_000_000)

// Section 5 of the contract: what a look-up costs at first, and what brings the cost back.
describe('ClusterCaches', () => {
  it.each<[string, (caches: ClusterCaches) => number, number]>([
    ['a user', (caches) => caches.user(5), 4],
    ['a status', (caches) => caches.status(seeded.post(5, 3)), 4],
    ['favourites', (caches) => caches.favourites(5), 1],
    ['friends', (caches) => caches.friends(5), 1],
    ['followers', (caches) => caches.followers(5), 1],
    ['a group, whose 50 members are all loaded', (caches) => caches.group(0, book), 3 + 1 + 50 * 4],
    ['the groups of a user in none', (caches) => caches.groups(5_000, book), 1],
    ['suggestions of two strangers', (caches) => caches.suggestions(5, [6, 7], 1), 20 + 2 * 4],
    ['popular tags', (caches) => caches.popularTags('bank.example', 1), 1],
    ['a prefix, in queries', (caches) => caches.prefix('bank.example', 'acc'), 2],
  ])('charges %s once', (_, look, cost) => {
    const caches = new ClusterCaches()
    expect([look(caches), look(caches)]).toEqual([cost, 0])
  })

  it('shares users between groups, statuses and the rest', () => {
    const caches = new ClusterCaches()
    caches.user(5)
    expect(caches.group(0, book)).toBe(3 + 1 + 49 * 4)
  })

  it.each<[string, (caches: ClusterCaches) => void, (caches: ClusterCaches) => number]>([
    ['a post its author', (caches) => caches.evictUser(5), (caches) => caches.user(5)],
    [
      'an answer its root',
      (caches) => caches.evictStatus(seeded.post(5, 3)),
      (caches) => caches.status(seeded.post(5, 3)),
    ],
    ['a favourite the list', (caches) => caches.evictFavourites(5), (caches) => caches.favourites(5)],
    ['a follow the followed', (caches) => caches.evictFollow(6, 5), (caches) => caches.user(5)],
    ['a follow the row of followers', (caches) => caches.evictFollow(6, 5), (caches) => caches.followers(5)],
  ])('makes %s cold again', (_, evict, look) => {
    const caches = new ClusterCaches()
    const first = look(caches)
    evict(caches)
    expect(look(caches)).toBe(first)
  })

  it('forgets suggestions after 30 minutes and popular tags after 5', () => {
    const caches = new ClusterCaches()
    const costs = (atUs: number) => [caches.suggestions(5, [], atUs), caches.popularTags('d', atUs)]
    expect([0, 4, 6, 29, 31].map((minute) => costs(minute * MINUTE_US + 1))).toEqual([
      [20, 1],
      [0, 0],
      [0, 1],
      [0, 1],
      [20, 0],
    ])
  })
})

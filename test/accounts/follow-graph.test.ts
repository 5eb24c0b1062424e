import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followGraph } from '../../src/accounts/follow-graph.js'

test('everyone follows as many others as asked for, each once and never themselves', () => {
  const size = { users: fc.integer({ min: 1, max: 300 }), mean: fc.nat({ max: 60 }), seed: fc.integer() }
  fc.assert(
    fc.property(fc.record(size), ({ users, mean, seed }) => {
      const graph = followGraph(users, mean, seed)
      expect(graph.friendsEach).toBe(Math.min(mean, Math.floor(users / 2)))
      for (let user = 0; user < users; user++) {
        const friends = graph.friendsOf(user)
        expect(friends).toHaveLength(graph.friendsEach)
        expect(new Set(friends).size).toBe(friends.length)
        expect(friends).not.toContain(user)
        expect(friends.every((friend) => friend >= 0 && friend < users)).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
})

test('the same seed gives the same graph, another one another', () => {
  const graphOf = (seed: number) => Array.from({ length: 50 }, (_, user) => followGraph(50, 5, seed).friendsOf(user))
  expect(graphOf(7)).toEqual(graphOf(7))
  expect(graphOf(7)).not.toEqual(graphOf(8))
})

test('few have many followers, most have few, and popularity does not go by number', () => {
  const users = 5_000
  const graph = followGraph(users, 20, 7)
  const followers = new Uint32Array(users)
  for (let user = 0; user < users; user++) {
    for (const friend of graph.friendsOf(user)) followers[friend] = (followers[friend] ?? 0) + 1
  }
  const sorted = [...followers].sort((a, b) => b - a)
  // Density 1/√r: the first is followed by 2·√users of those who choose once, the median by 1/√2 of the mean.
  expect(sorted[0]).toBeGreaterThan(1_000)
  expect(sorted[users / 2]).toBeGreaterThan(8)
  expect(sorted[users / 2]).toBeLessThan(20)
  const lowNumbers = followers.slice(0, users / 2).reduce((sum, count) => sum + count, 0)
  expect(lowNumbers / (users * 20)).toBeCloseTo(0.5, 1)
})

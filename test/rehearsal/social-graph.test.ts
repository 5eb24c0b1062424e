import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { socialGraph } from '../../src/rehearsal/social-graph.js'

const graphs = fc
  .record({ seed: fc.nat(), population: fc.integer({ min: 1, max: 400 }), mean: fc.integer({ min: 1, max: 60 }) })
  .map(({ seed, population, mean }) => socialGraph(seed, population, mean))

const everyone = (population: number) => Array.from({ length: population }, (_, user) => user)

describe('socialGraph', () => {
  it('has each relation on both sides', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const pairs = everyone(graph.population).flatMap((user) =>
          graph.friends(user).map((author) => `${user}>${author}`),
        )
        const reverse = everyone(graph.population).flatMap((author) =>
          graph.followers(author).map((user) => `${user}>${author}`),
        )
        expect(reverse.sort()).toEqual(pairs.sort())
      }),
      { numRuns: 40 },
    )
  })

  it('answers who follows whom as the lists do, and nobody follows themselves', () => {
    fc.assert(
      fc.property(graphs, fc.nat(399), fc.nat(399), (graph, a, b) => {
        const [user, author] = [a % graph.population, b % graph.population]
        expect(graph.follows(user, author)).toBe(graph.friends(user).includes(author))
        expect(graph.follows(user, user)).toBe(false)
      }),
    )
  })

  it('is skewed around the mean asked for', () => {
    const graph = socialGraph(7, 20_000, 50)
    const counts = everyone(20_000)
      .map((user) => graph.followersCount(user))
      .sort((a, b) => b - a)
    expect(counts.reduce((sum, count) => sum + count, 0) / 20_000).toBeGreaterThan(48)
    expect(counts[0]).toBeGreaterThan(5_000)
    expect(counts[10_000]).toBeLessThan(60)
  })

  it('is the same for the same seed and another for another', () => {
    const friends = (seed: number) => socialGraph(seed, 1_000, 20).friends(5)
    expect(friends(1)).toEqual(friends(1))
    expect(friends(1)).not.toEqual(friends(2))
  })

  it('knows nobody beyond its population', () => {
    const graph = socialGraph(1, 10, 5)
    expect([graph.friends(10), graph.followers(10), graph.follows(10, 1)]).toEqual([[], [], false])
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dealtSources, isLoopback, LOOPBACK_NETS, loopbackSources } from '../../src/fleet/source-addresses.js'

it('gives every shard valid loopback addresses that no other shard has', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.constantFrom(...LOOPBACK_NETS), (shards, net) => {
      const all = Array.from({ length: shards }, (_, shard) => loopbackSources(shard, net)).flat()
      expect(new Set(all).size).toBe(all.length)
      for (const address of all) {
        expect(isLoopback(address)).toBe(true)
        for (const byte of address.split('.')) expect(Number(byte)).toBeLessThanOrEqual(254)
      }
    }),
    { numRuns: 30 },
  ))

it.each([
  { given: ['a', 'b', 'c', 'd'], shard: 0, shards: 2, expected: ['a', 'c'] },
  { given: ['a', 'b', 'c', 'd'], shard: 1, shards: 2, expected: ['b', 'd'] },
  { given: ['a', 'b', 'c'], shard: 1, shards: 2, expected: ['a', 'b', 'c'] },
  { given: ['a'], shard: 1, shards: 2, expected: ['a'] },
  { given: [], shard: 0, shards: 2, expected: [] },
])('deals $given to shard $shard of $shards as $expected', ({ given, shard, shards, expected }) =>
  expect(dealtSources(given, shard, shards)).toEqual(expected),
)

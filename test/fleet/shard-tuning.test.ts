import { describe, expect, test } from 'vitest'
import { heapFlagsOf, napMsOf } from '../../src/fleet/shard-tuning.js'
import { eventProfile } from '../profile/event-profiles.js'

const flags = (users: number, shards: number) => heapFlagsOf({ profile: { ...eventProfile(), users }, shards })

describe('heap flags', () => {
  test('are left to V8 while a shard has few users', () => {
    expect(flags(15_998, 2)).toEqual([])
    expect(flags(16_000, 2)).not.toEqual([])
  })

  test.each([
    [15_000, 1, 16],
    [40_000, 4, 4],
    [160_000, 9, 4],
  ])('%i users in %i shards: %i MiB for what is young', (users, shards, mib) => {
    expect(flags(users, shards)).toContain(`--max-semi-space-size=${mib}`)
  })
})

test('only shards that outnumber the cores nap for longer', () => {
  expect([1, 2, 3, 10].map((shards) => napMsOf(shards, 2))).toEqual([1, 1, 2, 2])
})

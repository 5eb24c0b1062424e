import { expect, test } from 'vitest'
import type { ShardDeath, ShardSilence } from '../../src/metrics/run-record.js'
import { deathText, deathTexts, silenceTexts } from '../../src/verdict/missing-users.js'

const died = (change: Partial<ShardDeath> = {}): ShardDeath => ({
  ...{ shard: 0, atUs: 4_000_000, cause: 'ended by SIGKILL', users: 30 },
  ...change,
})
const silent = (change: Partial<ShardSilence> = {}): ShardSilence => ({
  ...{ shard: 1, fromUs: 41_000_000, toUs: 53_000_000, users: 80 },
  ...change,
})

test.each([
  [died(), 'shard 0 died 4 s after the start (ended by SIGKILL): its 30 users are missing from then on'],
  [died({ users: 1 }), 'shard 0 died 4 s after the start (ended by SIGKILL): its 1 user is missing from then on'],
  [
    { shard: 0, atUs: 4_000_000, cause: 'of old age' },
    'shard 0 died 4 s after the start (of old age): its users are missing from then on',
  ],
])('of %o it is told when, how and whose users are missing', (death, text) => {
  expect(deathText(death)).toBe(text)
})

test('many deaths are one sentence', () => {
  const deaths = Array.from({ length: 5 }, (_, shard) => died({ shard }))
  expect(deathTexts(deaths, [])).toEqual([
    expect.stringMatching(
      /^5 shards died, the first of them, 0, 4 s after the start \(ended by SIGKILL\): their 150 users/,
    ),
  ])
})

test('whoever was silent until it was ended is told once, with what to do about its silence', () => {
  const death = died({ shard: 1, atUs: 53_000_000, cause: 'it had said nothing for 30 s and was ended by this run' })
  expect(silenceTexts([silent()], [death])).toEqual([])
  expect(deathTexts([death], [silent()])[0]).toMatch(/; look for what stops processes/)
  expect(silenceTexts([silent({ toUs: 52_000_000 })], [death])).toHaveLength(1)
})

test('many silences are summed up, with the longest', () => {
  const silences = [0, 1, 0, 1].map((shard, i) =>
    silent({ shard, fromUs: i * 10_000_000, toUs: i * 10_000_000 + (i + 3) * 1_000_000 }),
  )
  expect(silenceTexts(silences, [])).toEqual([
    expect.stringMatching(
      /^2 shards stood still 4 times, for 18 s in all; the longest: shard 1 stood still for 6 s \(from 30 s to 36 s after/,
    ),
  ])
})

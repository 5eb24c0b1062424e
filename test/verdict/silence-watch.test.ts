import { expect, test } from 'vitest'
import type { ShardSilence } from '../../src/metrics/run-record.js'
import { type HopelessShard, SilenceWatch } from '../../src/verdict/silence-watch.js'

const S = 1_000_000

/** Two shards of 80 users that are heard and looked at once a second; a look follows a beat by 0.4 s. */
const watched = (plannedEndS = 600) => {
  const gaps: ShardSilence[] = []
  const said: string[] = []
  const ended: (HopelessShard & { readonly atS: number })[] = []
  const watch = new SilenceWatch({ shards: 2, plannedEndUs: plannedEndS * S, onGap: (gap) => gaps.push(gap) })
  const beat = (shard: number, second: number) => watch.heard(shard, { runUs: second * S, active: 80 }, second * S)
  const look = (second: number) => {
    const { announcement, hopeless } = watch.look((second + 0.4) * S)
    if (announcement !== undefined) said.push(`${announcement} (${second})`)
    for (const one of hopeless) ended.push({ ...one, atS: second })
  }
  const goOn = (from: number, to: number, shards: readonly number[]) => {
    for (let second = from; second < to; second++) {
      for (const shard of shards) beat(shard, second)
      look(second)
    }
  }
  return { watch, gaps, said, ended, beat, look, goOn }
}

test('of shards that say something once a second there is nothing to tell', () => {
  const { goOn, gaps, said, ended } = watched()
  goOn(1, 100, [0, 1])
  expect([gaps, said, ended]).toEqual([[], [], []])
})

test('a shard that stops is told once, its users count as missing, and its gap is kept when it goes on', () => {
  const { watch, goOn, gaps, said } = watched()
  goOn(1, 42, [0, 1])
  goOn(42, 44, [0])
  expect(watch.isSilent(1)).toBe(false)
  goOn(44, 53, [0])
  expect(watch.isSilent(1)).toBe(true)
  expect(said).toEqual(['shard 1 (80 users) has said nothing for 3 s (44)'])
  expect(gaps).toEqual([])
  goOn(53, 60, [0, 1])
  expect(watch.isSilent(1)).toBe(false)
  expect(gaps).toEqual([{ shard: 1, fromUs: 41 * S, toUs: 53 * S, users: 80 }])
  expect(watch.gaps).toEqual(gaps)
})

test('shards that stop together are told in one sentence', () => {
  const { goOn, said } = watched()
  goOn(1, 5, [0, 1])
  goOn(5, 12, [])
  expect(said).toEqual(['2 shards (160 users) have said nothing for 3 s (7)'])
})

test('a shard that never says a word has been silent from the start', () => {
  const { goOn, said, beat, gaps } = watched()
  goOn(1, 6, [0])
  expect(said).toEqual(['shard 1 (0 users) has said nothing for 3 s (3)'])
  beat(1, 6)
  expect(gaps).toEqual([{ shard: 1, fromUs: 0, toUs: 6 * S, users: 0 }])
})

test('a beat that is late by less than a beat and a half is none of it', () => {
  const { beat, gaps } = watched()
  beat(0, 1)
  beat(0, 3.5)
  expect(gaps).toEqual([])
  beat(0, 6.1)
  expect(gaps).toHaveLength(1)
})

test('a coordinator that was held up itself blames no shard', () => {
  const { watch, goOn, look, gaps, said, ended } = watched()
  goOn(1, 5, [0, 1])
  look(50)
  // What the shards said meanwhile comes in late, as they said it.
  for (let second = 5; second < 51; second++)
    for (const shard of [0, 1]) watch.heard(shard, { runUs: second * S, active: 80 }, 50.5 * S)
  goOn(51, 60, [0, 1])
  expect([gaps, said, ended]).toEqual([[], [], []])
})

test('a shard that does not come back is to be ended 30 s after the planned end, and its gap lasts until then', () => {
  const { watch, goOn, ended, gaps } = watched(60)
  goOn(1, 11, [0, 1])
  goOn(11, 91, [0])
  expect(ended).toEqual([{ shard: 1, cause: 'it had said nothing for 1 min 20 s and was ended by this run', atS: 90 }])
  watch.died(1, 91 * S)
  expect(gaps).toEqual([{ shard: 1, fromUs: 10 * S, toUs: 91 * S, users: 80 }])
  goOn(91, 99, [0])
  expect(ended).toHaveLength(1)
})

test('who is heard after the planned end is not ended', () => {
  const { goOn, ended } = watched(20)
  goOn(1, 80, [0, 1])
  expect(ended).toEqual([])
})

test('of a shard that is done nothing more is due, and one that dies while it is heard leaves no gap', () => {
  const { watch, goOn, said, gaps } = watched()
  goOn(1, 10, [0, 1])
  watch.done(0)
  watch.died(1, 10 * S)
  goOn(10, 90, [])
  watch.died(0, 90 * S)
  expect([gaps, said]).toEqual([[], []])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivalsOf, movesOf, SteeredRoster, type Steering } from '../../src/schedule/steered-roster.js'

const SECOND = 1_000_000
const up: Steering = { users: 4, fromUs: SECOND, durationUs: 4 * SECOND }
const down: Steering = { users: 1, fromUs: 10 * SECOND, durationUs: 3 * SECOND }

const arrivals = (roster: SteeredRoster, nowUs: number): (readonly [number, number])[] => {
  const taken: (readonly [number, number])[] = []
  for (let due = roster.takeArrival(nowUs); due; due = roster.takeArrival(nowUs))
    taken.push([due.slot, due.atUs / SECOND])
  return taken
}
const departures = (roster: SteeredRoster, nowUs: number): (readonly [number, number])[] => {
  const taken: (readonly [number, number])[] = []
  for (let due = roster.takeDeparture(nowUs); due; due = roster.takeDeparture(nowUs))
    taken.push([due.slot, due.atUs / SECOND])
  return taken
}

test('users arrive evenly over a move, each when it is due', () => {
  const roster = new SteeredRoster(0, 1)
  expect(roster.nextArrivalUs).toBe(Number.POSITIVE_INFINITY)
  roster.steer(up)
  expect(roster.nextArrivalUs).toBe(SECOND)
  expect(arrivals(roster, 2.5 * SECOND)).toEqual([
    [0, 1],
    [1, 2],
  ])
  expect(arrivals(roster, 9 * SECOND)).toEqual([
    [2, 3],
    [3, 4],
  ])
})

test('whoever came last leaves first, and only the difference does', () => {
  const roster = new SteeredRoster(0, 1)
  roster.steer(up)
  arrivals(roster, 9 * SECOND)
  roster.steer(down)
  expect(departures(roster, 11 * SECOND)).toEqual([
    [3, 10],
    [2, 11],
  ])
  expect([0, 1, 2, 3].map((slot) => roster.isKept(slot))).toEqual([true, true, false, false])
  expect(departures(roster, 20 * SECOND)).toEqual([[1, 12]])
  roster.steer({ users: 2, fromUs: 20 * SECOND, durationUs: 0 })
  expect(arrivals(roster, 20 * SECOND)).toEqual([[1, 20]])
})

test('a move waits for the one before it', () => {
  const moves = movesOf([up, { users: 8, fromUs: 2 * SECOND, durationUs: SECOND }])
  expect(moves[1]).toMatchObject({ before: 4, fromUs: 5 * SECOND })
})

test('a move that is given while another is under way takes nothing back of it', () => {
  const roster = new SteeredRoster(0, 1)
  roster.steer(up)
  arrivals(roster, 2.5 * SECOND)
  roster.steer({ users: 6, fromUs: 3 * SECOND, durationUs: 2 * SECOND })
  expect(roster.isKept(1)).toBe(true)
  expect(arrivals(roster, 20 * SECOND)).toEqual([
    [2, 3],
    [3, 4],
    [4, 5],
    [5, 6],
  ])
})

test('arrivals that were planned before a moment are those that were due by then', () => {
  const moves = movesOf([up, down, { users: 3, fromUs: 20 * SECOND, durationUs: 2 * SECOND }])
  expect(
    [SECOND, SECOND + 1, 3 * SECOND, 9 * SECOND, 21 * SECOND, 30 * SECOND].map((at) => arrivalsOf(moves, at)),
  ).toEqual([0, 1, 2, 4, 5, 6])
})

test('a closed roster brings nobody, but lets users leave', () => {
  const roster = new SteeredRoster(0, 1)
  roster.steer(up)
  arrivals(roster, 2 * SECOND)
  roster.close()
  expect(arrivals(roster, 9 * SECOND)).toEqual([])
  expect(roster.isKept(0)).toBe(false)
})

test('shards share the slots out among them, and together have as many users as was asked for', () => {
  const steerings = fc.array(
    fc.record({ users: fc.nat(40), fromUs: fc.nat(100 * SECOND), durationUs: fc.nat(10 * SECOND) }),
    { minLength: 1, maxLength: 8 },
  )
  fc.assert(
    fc.property(steerings, fc.integer({ min: 1, max: 5 }), (all, shards) => {
      const rosters = Array.from({ length: shards }, (_, shard) => new SteeredRoster(shard, shards))
      const inside = new Set<number>()
      let came = 0
      for (const steering of all) {
        for (const roster of rosters) {
          roster.steer(steering)
          for (const [slot] of arrivals(roster, Number.MAX_SAFE_INTEGER)) {
            expect(inside.has(slot)).toBe(false)
            inside.add(slot)
            came++
          }
          for (const [slot] of departures(roster, Number.MAX_SAFE_INTEGER)) expect(inside.delete(slot)).toBe(true)
        }
        expect([...inside].sort((a, b) => a - b)).toEqual(Array.from({ length: steering.users }, (_, slot) => slot))
      }
      expect(arrivalsOf(movesOf(all), Number.MAX_SAFE_INTEGER)).toBe(came)
    }),
    { numRuns: 50, seed: 3 },
  )
})

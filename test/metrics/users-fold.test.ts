import { expect, test } from 'vitest'
import { UsersFold } from '../../src/metrics/users-fold.js'

const foldOf = (readings: readonly (readonly [second: number, users: number])[]): UsersFold => {
  const fold = new UsersFold()
  for (const [second, users] of readings) fold.add(second, users)
  return fold
}

test('a reading holds until the next one, and the last for its second', () => {
  const { userSeconds, variation } = foldOf([
    [1, 10],
    [2, 20],
    [5, 0],
  ]).integral
  expect({ userSeconds, variation }).toEqual({ userSeconds: 10 + 3 * 20, variation: 40 })
})

test('users who are still there go at the end', () => {
  expect(foldOf([[0, 10]]).integral).toEqual({ userSeconds: 10, variation: 20 })
})

test('the last reading of a second holds, in whatever order they come', () => {
  const fold = foldOf([
    [1, 7],
    [0, 5],
    [1, 8],
  ])
  expect(fold.integral).toEqual({ userSeconds: 13, variation: 16 })
  expect(fold.peak).toBe(8)
})

test('nothing was read', () => {
  expect(foldOf([]).integral).toEqual({ userSeconds: 0, variation: 0 })
})

test('the mean leaves out seconds in which a stop sent users away', () => {
  const fold = new UsersFold(2_600_000)
  for (const [second, users] of [
    [0, 40],
    [1, 40],
    [2, 0],
  ] as const)
    fold.add(second, users)
  expect(fold.mean(0, 9_000_000)).toEqual({ mean: 40, seconds: 2 })
  expect(new UsersFold(900_000).mean(0, 9_000_000)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { DueSeconds } from '../../src/engine/due-seconds.js'

test('requests are counted in the second in which they were due, whenever they were sent', () => {
  const seconds = new DueSeconds()
  for (const dueUs of [100, 999_999, 1_000_000, 500_000, 1_200_000]) seconds.add(dueUs)
  expect(seconds.take()).toEqual([
    [0, 3],
    [1, 2],
  ])
  expect(seconds.take()).toEqual([])
  seconds.add(1_900_000)
  expect(seconds.take()).toEqual([[1, 1]])
})

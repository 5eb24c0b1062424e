import { expect, test } from 'vitest'
import { secondsWithin } from '../../src/metrics/run-second.js'

test.each([
  ['a second', 9_050_000, 10_050_000, [9]],
  ['three', 9_050_000, 12_050_000, [9, 10, 11]],
  ['less than one', 9_600_000, 10_400_000, [10]],
  ['what began before the run', -800_000, 900_000, [0]],
])('a span of %s covers the seconds whose middle it holds', (_, fromUs, toUs, seconds) => {
  expect(secondsWithin(fromUs, toUs)).toEqual(seconds)
})

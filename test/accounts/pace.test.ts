import { expect, test } from 'vitest'
import { Pace } from '../../src/accounts/pace.js'

test('calls are spread evenly, never made up for in a burst, and at once after a quiet time', async () => {
  const clock = { us: 5_000_000, nowUs: () => clock.us }
  const pauses: number[] = []
  const pace = new Pace(100, {
    clock,
    pause: async (ms) => {
      pauses.push(ms)
    },
  })
  for (let i = 0; i < 3; i++) await pace.turn()
  expect(pauses).toEqual([10, 20])
  clock.us += 1_000_000
  for (let i = 0; i < 3; i++) await pace.turn()
  expect(pauses.slice(2)).toEqual([10, 20])
})

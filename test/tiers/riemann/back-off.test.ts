import { expect, test } from 'vitest'
import { BACK_OFF, waitMsAfter } from '../../../src/tiers/riemann/back-off.js'

test('waits twice as long after each failure, and never longer than the bound', () => {
  const waits = [0, 1, 2, 3, 6, 7, 8, 1_000_000].map((failures) => waitMsAfter(failures, BACK_OFF))
  expect(waits).toEqual([500, 500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000])
})

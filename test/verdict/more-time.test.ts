import { expect, test } from 'vitest'
import { moreTimeUs } from '../../src/verdict/more-time.js'

const MINUTE = 60_000_000
const open = {
  value: 480_000,
  samples: 5_000,
  interval: { lower: 450_000, upper: 520_000 },
  bound: 500_000,
  spanUs: 5 * MINUTE,
  needed: 299,
}

test.each([
  ['an end that must come twice as near needs four times as long', {}, 15 * MINUTE],
  ['the lower end counts for what is beyond the bound', { value: 510_000, bound: 500_000 }, 175 * MINUTE],
  ['samples come in as before', { samples: 100, interval: { lower: 1, upper: 480_001 } }, 10 * MINUTE],
  ['a value at the bound is never decided', { value: 500_000 }, undefined],
  ['what takes more than a day is not a matter of time', { value: 499_000 }, undefined],
] as const)('%s', (_title, change, moreUs) => {
  expect(moreTimeUs({ ...open, ...change })).toBe(moreUs)
})

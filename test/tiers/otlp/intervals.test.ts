import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coveredUs, exclusiveUs, liesWithin } from '../../../src/tiers/otlp/intervals.js'

const at = (startUs: number, endUs: number) => ({ startUs, endUs })

test.each([
  ['nothing', [], 0],
  ['one', [at(20, 30)], 10],
  ['two apart', [at(20, 30), at(50, 60)], 20],
  ['two that touch', [at(20, 30), at(30, 40)], 20],
  ['two that overlap', [at(20, 40), at(30, 50)], 30],
  ['one inside another', [at(20, 60), at(30, 40)], 40],
  ['the same twice', [at(20, 40), at(20, 40)], 20],
  ['many at once', [at(20, 40), at(22, 41), at(25, 39), at(21, 45)], 25],
  ['later before earlier', [at(70, 80), at(20, 30)], 20],
  ['one that begins before', [at(0, 30)], 20],
  ['one that ends behind', [at(90, 200)], 20],
  ['one around all', [at(0, 500)], 100],
  ['one before', [at(0, 5)], 0],
  ['one behind', [at(110, 500)], 0],
  ['an instant', [at(50, 50)], 0],
])('%s in a time of 100 us from 10 on covers of it what is its', (_, others, expected) => {
  expect(coveredUs(at(10, 110), others)).toBe(expected)
  expect(exclusiveUs(at(10, 110), others)).toBe(100 - expected)
})

const interval = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 })).map(([a, b]) => at(Math.min(a, b), Math.max(a, b)))

test('what is covered is what a count of every microsecond finds', () => {
  fc.assert(
    fc.property(interval, fc.array(interval, { maxLength: 8 }), (within, others) => {
      const moments = Array.from({ length: 60 }, (_, us) => at(us, us + 1)).filter((us) => liesWithin(us, within))
      const covered = moments.filter((us) => others.some((other) => liesWithin(us, other))).length
      expect(coveredUs(within, others)).toBe(covered)
      expect(exclusiveUs(within, others)).toBe(moments.length - covered)
    }),
  )
})

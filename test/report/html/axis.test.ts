import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linearAxis, logAxis, timeAxis } from '../../../src/report/html/axis.js'

test.each([
  [1, 3, [0, 0.5, 1]],
  [7, 3, [0, 5, 10]],
  [185, 3, [0, 100, 200]],
  [2_000, 3, [0, 1_000, 2_000]],
  [160_000, 4, [0, 50_000, 100_000, 150_000, 200_000]],
])('up to %d with %d steps there are lines at %o', (largest, most, ticks) => {
  expect(linearAxis(largest, [0, 100], most).ticks).toEqual(ticks)
})

test('a linear axis puts zero at one end and its last line at the other, upside down too', () => {
  const axis = linearAxis(90, [300, 20], 2)
  expect([axis.at(0), axis.at(50), axis.at(100)]).toEqual([300, 160, 20])
})

test('a logarithmic axis has lines at 1, 2 and 5 around the values', () => {
  expect(logAxis([3_000, 40_000], [0, 100]).ticks).toEqual([2_000, 5_000, 10_000, 20_000, 50_000])
})

test('over more than four powers of ten it has lines at these only', () => {
  expect(logAxis([8, 2_000_000], [0, 100]).ticks).toEqual([10, 100, 1_000, 10_000, 100_000, 1_000_000])
})

test('where there is no room for lines at 1, 2 and 5 it has them at powers of ten only', () => {
  expect(logAxis([6_000, 400_000], [60, 0]).ticks).toEqual([10_000, 100_000])
})

test('any durations lie within a logarithmic axis, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3.6e9 })), (values) => {
      const axis = logAxis(values, [0, 100])
      const places = [...values].sort((a, b) => a - b).map(axis.at)
      for (const [index, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual(Math.max(places[index - 1] ?? 0, -1e-6))
        expect(place).toBeLessThanOrEqual(100 + 1e-6)
      }
      expect(axis.ticks.length).toBeGreaterThan(0)
    }),
  )
})

test.each([
  [70, 12, 10],
  [60, 5, 15],
  [3_600, 12, 300],
  [28_800, 12, 3_600],
])('a run of %d s with %d labels has one every %d s', (seconds, most, step) => {
  expect(timeAxis(seconds, [0, 100], most).ticks[1]).toBe(step)
})

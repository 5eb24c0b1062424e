import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markOf, timeOf, timeUuid } from '../../src/rehearsal/time-uuid.js'

const moments = fc.integer({ min: 0, max: 4_102_444_800_000_000 })
// Around here the low word of the tick count overflows, once in 429 seconds.
const carries = fc.tuple(fc.integer({ min: 3_000, max: 9_000_000 }), fc.integer({ min: -2, max: 2 })).map(([k, us]) => {
  const ticks = BigInt(k) * 2n ** 32n + 0x01b21dd213814000n
  return Number((ticks - (ticks % 2n ** 32n) - 0x01b21dd213814000n) / 10n) + us
})

describe('timeUuid', () => {
  it('names the moment, clock and node it was made of', () => {
    const marks = fc.tuple(fc.oneof(moments, carries), fc.integer({ min: 0, max: 2 ** 48 - 1 }))
    fc.assert(
      fc.property(marks, ([timeUs, node]) => {
        const uuid = timeUuid(timeUs, 'b11e', node)
        expect([timeOf(uuid), markOf(uuid)]).toEqual([timeUs, { clock: 'b11e', node }])
      }),
      { numRuns: 500 },
    )
  })

  it('lays the tick count out as RFC 4122 does', () => {
    fc.assert(
      fc.property(fc.oneof(moments, carries), (timeUs) => {
        const hex = (BigInt(timeUs) * 10n + 0x01b21dd213814000n).toString(16).padStart(15, '0')
        const [high, middle, low] = [hex.slice(0, 3), hex.slice(3, 7), hex.slice(7)]
        expect(timeUuid(timeUs, 'a5ed', 1)).toBe(`${low}-${middle}-1${high}-a5ed-000000000001`)
      }),
      { numRuns: 500 },
    )
  })

  it.each(['', 'abc', 'fdecd5b0-c83a-41f0-b11e-000000000001', 'fdecd5b0c83a11f0b11e000000000001'])(
    'takes "%s" for no moment',
    (text) => {
      expect(timeOf(text)).toBeUndefined()
    },
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ramp } from '../../src/profile/event-profile.js'
import { arrivalsBy, arrivalUs } from '../../src/schedule/arrivals.js'

const anyRamp: fc.Arbitrary<Ramp> = fc.oneof(
  fc.record({ kind: fc.constant('linear' as const), durationUs: fc.nat(1e9) }),
  fc.record({ kind: fc.constant('spike' as const), durationUs: fc.nat(1e9) }),
  fc.record({ kind: fc.constant('stairs' as const), durationUs: fc.nat(1e9), steps: fc.integer({ min: 1, max: 50 }) }),
)

describe('arrivalUs', () => {
  it('brings 160,000 users in at 200 a second, the last within the ramp', () => {
    const ramp: Ramp = { kind: 'linear', durationUs: 800e6 }
    expect(arrivalUs(ramp, 160_000, 0)).toBe(0)
    expect(arrivalUs(ramp, 160_000, 200)).toBe(1e6)
    expect(arrivalUs(ramp, 160_000, 159_999)).toBeLessThan(800e6)
  })

  it('never goes back in time and stays within the ramp', () =>
    fc.assert(
      fc.property(anyRamp, fc.integer({ min: 1, max: 300 }), (ramp, users) => {
        let previousUs = 0
        for (let index = 0; index < users; index++) {
          const atUs = arrivalUs(ramp, users, index)
          expect(atUs).toBeGreaterThanOrEqual(previousUs)
          expect(atUs).toBeLessThanOrEqual(ramp.durationUs)
          previousUs = atUs
        }
      }),
    ))

  it('counts with arrivalsBy what it names', () =>
    fc.assert(
      fc.property(anyRamp, fc.integer({ min: 1, max: 300 }), fc.nat(1e9), (ramp, users, atUs) => {
        const counted = Array.from({ length: users }, (_, i) => arrivalUs(ramp, users, i)).filter(
          (t) => t <= atUs,
        ).length
        expect(arrivalsBy(ramp, users, atUs)).toBe(counted)
      }),
    ))

  it('climbs stairs: half of the users in the first half of two stairs, on a plateau', () => {
    const ramp: Ramp = { kind: 'stairs', durationUs: 100e6, steps: 2 }
    expect(arrivalsBy(ramp, 1000, 10e6)).toBe(500)
    expect(arrivalsBy(ramp, 1000, 49e6)).toBe(500)
    expect(arrivalsBy(ramp, 1000, 55e6)).toBe(1000)
  })
})

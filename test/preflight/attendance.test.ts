import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attendanceOf } from '../../src/preflight/attendance.js'
import { arrivalUs } from '../../src/schedule/arrivals.js'
import { departureUs } from '../../src/schedule/stages.js'
import { eventDay, linear, SECOND_US } from './event-days.js'

const onePass = { ...eventDay().behaviour, session: { kind: 'one-pass' } as const }

describe('attendanceOf', () => {
  it.each([
    { ramp: linear(800), users: 160_000, rate: 200 },
    { ramp: linear(0), users: 50, rate: 50 },
    { ramp: { kind: 'spike', durationUs: 60 * SECOND_US } as const, users: 6_000, rate: 100 },
    // A stair rises within a tenth of its time: 100 users in 1 s of 10 s.
    { ramp: { kind: 'stairs', durationUs: 100 * SECOND_US, steps: 10 } as const, users: 1_000, rate: 100 },
  ])('sees $rate arrivals a second in $ramp.kind of $users users', ({ ramp, users, rate }) =>
    expect(attendanceOf(eventDay({ ramp, users })).rampPerSec).toBeCloseTo(rate, -1),
  )

  it('replaces who leaves, at the rate that the mean session gives', () => {
    const { replacedPerSec, sessions } = attendanceOf(
      eventDay({ users: 2_700, ramp: linear(0), holdUs: 100 * SECOND_US }),
    )
    expect(replacedPerSec).toBeCloseTo(1)
    expect(sessions).toBeCloseTo(2_800)
  })

  it('replaces nobody where each user makes one pass', () =>
    expect(attendanceOf(eventDay({ users: 5, behaviour: onePass }))).toMatchObject({ replacedPerSec: 0, sessions: 5 }))

  it('expects no tick before a whole period is over', () =>
    expect(attendanceOf(eventDay({ ramp: linear(0), holdUs: 15 * SECOND_US, rampDownUs: 0 })).ticks).toBe(0))

  it('counts user hours and ticks as the schedule gives them', () =>
    fc.assert(
      fc.property(profiles, (profile) => {
        const slots = Array.from({ length: profile.users }, (_, slot) => slot)
        const stays = slots.map((slot) => departureUs(profile, slot) - arrivalUs(profile.ramp, profile.users, slot))
        const { userHours, ticks } = attendanceOf(profile)
        expect(userHours).toBeCloseTo(stays.reduce((sum, us) => sum + us, 0) / (3600 * SECOND_US))
        expect(ticks).toBe(stays.reduce((sum, us) => sum + Math.floor(us / (20 * SECOND_US)), 0))
      }),
      { numRuns: 50 },
    ))

  it('is close to the schedule also where not every user is looked at', () => {
    const { userHours } = attendanceOf(eventDay({ users: 160_000, ramp: linear(800), holdUs: 0, rampDownUs: 0 }))
    expect(userHours / ((160_000 * 400) / 3600)).toBeCloseTo(1, 3)
  })
})

const profiles = fc
  .record({
    users: fc.integer({ min: 1, max: 300 }),
    rampSec: fc.nat(200),
    holdSec: fc.nat(300),
    rampDownSec: fc.nat(30),
    steps: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ users, rampSec, holdSec, rampDownSec, steps }) =>
    eventDay({
      users,
      ramp: { kind: 'stairs', durationUs: rampSec * SECOND_US, steps },
      holdUs: holdSec * SECOND_US,
      rampDownUs: rampDownSec * SECOND_US,
      behaviour: onePass,
    }),
  )

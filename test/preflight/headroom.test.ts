import { describe, expect, it } from 'vitest'
import type { Calibration } from '../../src/preflight/calibration.js'
import type { CalibrationsFound } from '../../src/preflight/calibration-file.js'
import { headroomOf, headroomText, timesText } from '../../src/preflight/headroom.js'
import { loadPlan } from '../../src/preflight/load-plan.js'
import { planText, shortPlanText } from '../../src/preflight/plan-text.js'
import { calibration } from '../calibrate/calibrations.js'
import { conditions, elsewhere, eventDay } from './event-days.js'

const { machine, node } = calibration()
const here = { machine, node }
const asked = { tls: true, peakPerSec: 3_000, shards: 2, isOwnClient: true }

const foundOf = (change: Partial<Calibration> = {}): CalibrationsFound => ({
  kind: 'read',
  calibrations: { tls: calibration(change) },
})
const textOf = (change: Partial<Calibration> = {}, askedOf: Partial<typeof asked> = {}): string =>
  headroomText(headroomOf({ ...asked, ...askedOf }, { found: foundOf(change), here }))

describe('headroom', () => {
  it('is what the calibrated machine made over what the plan asks for', () =>
    expect(textOf()).toBe(
      "this machine made 10,000/s over TLS from 2 processes when it was calibrated on 2026-11-25, the plan's peak asks for 3,000/s: 3.3 times",
    ))

  it('says so when it is short', () => {
    expect(textOf({}, { peakPerSec: 5_000 })).toMatch(/: 2\.0 times$/)
    expect(textOf({}, { peakPerSec: 5_001 })).toMatch(/: 1\.9 times, under the 2 /)
  })

  it('counts on no more than their share from fewer processes', () => {
    expect(textOf({}, { shards: 1 })).toMatch(/made 5,000\/s over TLS from 1 process when/)
    expect(textOf({}, { shards: 8 })).toMatch(/made 10,000\/s over TLS from 2 processes when/)
  })

  it.each<[string, CalibrationsFound, boolean, RegExp]>([
    [
      'without any',
      { kind: 'read', calibrations: {} },
      true,
      /was not calibrated over TLS; .*, run tatami-load calibrate --tls$/,
    ],
    [
      'with that of the other kind alone',
      foundOf(),
      false,
      /not calibrated without TLS; .*, run tatami-load calibrate$/,
    ],
    [
      'with that of another CPU',
      foundOf({ machine: { cpu: 'Other', cores: 2 } }),
      true,
      /of 2026-11-25 is not used, since it is of another machine \(2 cores, Other\)/,
    ],
    [
      'with that of more cores',
      foundOf({ machine: { cpu: 'Some CPU', cores: 4 } }),
      true,
      /another machine \(4 cores, Some CPU\)/,
    ],
    [
      'with that of another Node',
      foundOf({ node: 'v22.1.0' }),
      true,
      /made with Node v22\.1\.0 and this is v20\.20\.2; /,
    ],
    ['with a file that cannot be read', { kind: 'unreadable', reason: 'EACCES' }, true, /cannot be read \(EACCES\); /],
  ])('is not known %s, and how to get it is said', (_, found, tls, text) => {
    const headroom = headroomOf({ ...asked, tls }, { found, here })
    expect(headroom.kind).toBe('unknown')
    expect(headroomText(headroom)).toMatch(text)
  })

  it('is not known where another client speaks HTTP', () =>
    expect(textOf({}, { isOwnClient: false })).toMatch(/^not known: .* undici speaks HTTP$/))

  it('is a line of the plan against a platform, and of no rehearsal', () => {
    const given = { ...conditions(), headroom: { found: foundOf(), here } }
    const linesOf = (profile: ReturnType<typeof eventDay>) => {
      const plan = loadPlan(profile, given)
      return [planText, shortPlanText].map((text) =>
        text(plan, given.machine, 500).filter((line) => line.startsWith('headroom')),
      )
    }
    expect(linesOf(eventDay({ target: elsewhere() })).map(({ length }) => length)).toEqual([1, 1])
    expect(linesOf(eventDay()).flat()).toEqual([])
  })
})

describe('timesText', () => {
  it.each([
    [1.99, '1.9 times'],
    [2, '2.0 times'],
    [3.34, '3.3 times'],
    [10.9, '10 times'],
    [1_234, '1,234 times'],
  ])('%d is %s, never rounded up', (times, text) => expect(timesText(times)).toBe(text))
})

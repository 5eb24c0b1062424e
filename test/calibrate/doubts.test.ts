import { describe, expect, it } from 'vitest'
import { doubtsOf } from '../../src/calibrate/doubts.js'
import { calibration, round } from './calibrations.js'

const same = (change: Parameters<typeof round>[0]) => [round(change), round(change), round(change)]

describe('doubtsOf', () => {
  it('has none about a quiet machine', () => expect(doubtsOf(calibration())).toEqual([]))

  it.each([
    ['failures', { engine: [round({ failed: 2 }), round(), round()] }, /^2 requests failed/],
    ['rounds far apart', { engine: [round({ perSec: 8_900 }), round(), round()] }, /rounds differ by 11 %/],
    [
      'others on the cores',
      { engine: same({ coreShares: [0.5, 0.5] }), witness: same({ coreShares: [0.5, 0.5] }) },
      /^other processes used 0\.5 cores/,
    ],
    [
      'a host that takes time',
      { engine: same({ stealShare: 0.05 }), witness: same({ stealShare: 0.03 }) },
      /kept 4 % of the time/,
    ],
    ['a witness that is far faster', { witness: same({ perSec: 31_000, coreShares: [] }) }, /differ by 3\.1 times/],
    ['a witness that is far slower', { witness: same({ perSec: 3_200 }) }, /differ by 3\.1 times/],
  ])('names %s, and nothing else', (_, change, text) => {
    expect(doubtsOf(calibration(change))).toEqual([expect.stringMatching(text)])
  })

  it('does not guess where the system does not tell', () => {
    const silent = same({ coreShares: [], stealShare: null, nginxCpuUs: null })
    expect(doubtsOf(calibration({ engine: silent, witness: silent }))).toEqual([])
  })
})

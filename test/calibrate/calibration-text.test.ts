import { describe, expect, it } from 'vitest'
import { calibrationText } from '../../src/calibrate/calibration-text.js'
import { eventDayUserRate } from '../../src/calibrate/event-day-rate.js'
import type { Calibration } from '../../src/preflight/calibration.js'
import { calibration, round } from './calibrations.js'

const textOf = (change: Partial<Calibration> = {}, columns = 120): string =>
  calibrationText(calibration(change), true, { columns, colour: false, unicode: true }).join('\n')

describe('calibrationText', () => {
  it('sets engine and witness side by side, with the cores that were busy', () => {
    const text = textOf()
    expect(text).toMatch(
      /^Closed loop against nginx over TLS: 2 processes of 50 connections, 3 rounds of 10 s each, in turn$/m,
    )
    expect(text).toMatch(/^tatami-load +10,000 +9,800 to 10,100 +30 µs +20 µs +30 %, 20 %$/m)
    expect(text).toMatch(/^autocannon +6,000 +5,900 to 6,100 +30 µs +20 µs +20 %, 10 %$/m)
  })

  it('says what the two say together', () => {
    expect(textOf()).toMatch(/makes 1\.6 times what autocannon makes; nothing speaks against either figure\./)
    expect(textOf({ witness: [round({ perSec: 15_000 })] })).toMatch(
      /autocannon makes 1\.5 times what the engine makes/,
    )
  })

  it('lists what speaks against the figures', () => {
    const text = textOf({ witness: [round({ perSec: 1_000 })] })
    expect(text).toMatch(/not quiet[^\n]*:\n {2}- engine and witness differ by 10 times/)
    expect(text).not.toContain('nothing speaks against')
  })

  it('says how many users that is on the event day', () => {
    const users = 10_000 / eventDayUserRate()
    const said = Number(/about ([\d,]+) users/.exec(textOf({}, 500))?.[1]?.replaceAll(',', ''))
    expect(said).toBeLessThanOrEqual(users)
    expect(said).toBeGreaterThan(users * 0.9)
  })

  it('keeps to the width of the terminal', () => {
    for (const line of textOf({}, 60).split('\n')) expect(line.length, line).toBeLessThanOrEqual(60)
  })

  it('shows the least and the most busy of many cores', () => {
    const coreShares = Array.from({ length: 16 }, (_, i) => i / 16)
    expect(textOf({ engine: [round({ coreShares })] })).toContain('16 cores, 0 % to 94 %')
  })
})

describe('eventDayUserRate', () => {
  it('is a poll each 20 s and what people do besides', () => {
    expect(eventDayUserRate()).toBeGreaterThan(0.05)
    expect(eventDayUserRate()).toBeLessThan(0.1)
  })
})

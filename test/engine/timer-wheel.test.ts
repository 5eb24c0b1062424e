import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Timed, TimerWheel } from '../../src/engine/timer-wheel.js'

const timed = (wakeAtUs: number): Timed => ({ wakeAtUs, nextTimed: undefined, inWheel: false })

describe('TimerWheel', () => {
  it('fires each entry once, never early, and at most a slot late', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(200_000_000), { maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 200 }),
        (wakes, advances) => {
          const wheel = new TimerWheel<Timed>(0)
          const waiting = new Set(wakes.map(timed))
          for (const entry of waiting) wheel.add(entry)
          let nowUs = 0
          for (const stepUs of advances) {
            nowUs += stepUs
            wheel.advance(nowUs, (entry) => {
              expect(entry.wakeAtUs).toBeLessThanOrEqual(nowUs)
              expect(waiting.delete(entry)).toBe(true)
            })
            for (const entry of waiting) expect(entry.wakeAtUs).toBeGreaterThan(nowUs - 1_000)
          }
          expect(wheel.size).toBe(waiting.size)
        },
      ),
    ))

  it('does not fire what was removed, even if its time had passed when it was placed', () => {
    const wheel = new TimerWheel<Timed>(0)
    wheel.advance(50_000, () => undefined)
    const late = timed(10_000)
    const coming = timed(60_000)
    wheel.add(late)
    wheel.add(coming)
    expect(wheel.remove(late)).toBe(true)
    expect(wheel.remove(coming)).toBe(true)
    expect(wheel.remove(coming)).toBe(false)
    wheel.advance(100_000, () => expect.unreachable('nothing was left'))
    expect(wheel.size).toBe(0)
  })

  it('takes an entry that is placed again while it fires', () => {
    const wheel = new TimerWheel<Timed>(0)
    const ticks: number[] = []
    wheel.add(timed(20_000))
    for (let nowUs = 0; nowUs <= 100_000; nowUs += 1_000)
      wheel.advance(nowUs, (entry) => {
        ticks.push(entry.wakeAtUs)
        entry.wakeAtUs += 20_000
        wheel.add(entry)
      })
    expect(ticks).toEqual([20_000, 40_000, 60_000, 80_000, 100_000])
  })

  it('says how long nothing is due', () => {
    const wheel = new TimerWheel<Timed>(0)
    wheel.add(timed(7_000))
    expect(wheel.idleUs(0, 50_000)).toBe(7_000)
    expect(new TimerWheel<Timed>(0).idleUs(0, 50_000)).toBe(50_000)
  })
})

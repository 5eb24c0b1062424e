import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventQueue } from '../../src/rehearsal/event-queue.js'

const times = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 })

describe('EventQueue', () => {
  it('runs any events as a stable sort by time would', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 30 }), (atUs, untilUs) => {
        const queue = new EventQueue()
        const ran: number[] = []
        for (const [i, at] of atUs.entries()) queue.schedule(at, () => ran.push(i))
        queue.runUntil(untilUs)
        const order = [...atUs.keys()].sort((a, b) => (atUs[a] ?? 0) - (atUs[b] ?? 0) || a - b)
        expect(ran).toEqual(order.filter((i) => (atUs[i] ?? 0) <= untilUs))
        expect(queue.nextUs).toBe(Math.min(...atUs.filter((at) => at > untilUs)))
      }),
    )
  })

  it('runs what events schedule in turn, in order of time', () => {
    const queue = new EventQueue()
    const ran: string[] = []
    queue.schedule(5, () => ran.push('second'))
    queue.schedule(1, () => queue.schedule(3, () => ran.push('first')))
    queue.runUntil(5)
    expect(ran).toEqual(['first', 'second'])
  })

  it('forgets an event that never happens', () => {
    const queue = new EventQueue()
    queue.schedule(Number.POSITIVE_INFINITY, () => {
      throw new Error('must not happen')
    })
    queue.runUntil(Number.MAX_VALUE)
    expect(queue.nextUs).toBe(Number.POSITIVE_INFINITY)
  })
})

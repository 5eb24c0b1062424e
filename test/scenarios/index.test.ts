import { describe, expect, it } from 'vitest'
import { JOURNEYS, journeyOf } from '../../src/scenarios/index.js'
import { contextOf, EVENT } from './contexts.js'

describe('journeyOf', () => {
  it('is smoke for a session of one pass, and the event otherwise', () => {
    expect(journeyOf(contextOf({ ...EVENT, session: { kind: 'one-pass' } }).profile)).toBe('smoke')
    expect(journeyOf(contextOf(EVENT).profile)).toBe('event')
  })
})

describe('JOURNEYS', () => {
  it('has the event, smoke and the closed loop', () =>
    expect(Object.keys(JOURNEYS)).toEqual(['event', 'smoke', 'closed-loop']))
})

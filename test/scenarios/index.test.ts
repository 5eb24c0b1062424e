import { describe, expect, it } from 'vitest'
import { bodiesOf, JOURNEYS, journeyOf } from '../../src/scenarios/index.js'
import { contextOf, EVENT } from './contexts.js'

describe('journeyOf', () => {
  it('is smoke for a session of one pass, and the event otherwise', () => {
    expect(journeyOf(contextOf({ ...EVENT, session: { kind: 'one-pass' } }).profile)).toBe('smoke')
    expect(journeyOf(contextOf(EVENT).profile)).toBe('event')
  })
})

describe('bodiesOf', () => {
  const { profile } = contextOf(EVENT)
  it('is empty for a closed loop, in which nobody posts, and generated for an event whose profile has no texts', async () => {
    expect(await bodiesOf('closed-loop', { ...profile, texts: [] })).toEqual([])
    expect(await bodiesOf('event', { ...profile, texts: [] })).toHaveLength(1_000)
  })
})

describe('JOURNEYS', () => {
  it('has the event, smoke and the closed loop', () =>
    expect(Object.keys(JOURNEYS)).toEqual(['event', 'smoke', 'closed-loop']))
})

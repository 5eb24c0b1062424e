import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/base/random.js'
import { Sessions, sessionCookie } from '../../src/rehearsal/sessions.js'

const HALF_HOUR_US = 1_800_000_000
const sessions = () => new Sessions(randomStream(1, 'test'))

describe('Sessions', () => {
  it('finds a session by the cookie of any node', () => {
    const all = sessions()
    const session = all.create(0, { user: 5 })
    expect(session.id).toMatch(/^[a-z0-9]{24}$/)
    for (const cookie of [sessionCookie(session, 1), sessionCookie(session, 2), session.id])
      expect(all.find(cookie, 1)).toBe(session)
    expect([all.find('stale.node1', 1), all.find(undefined, 1)]).toEqual([undefined, undefined])
  })

  it('ends a session that was idle for more than half an hour', () => {
    const all = sessions()
    const session = all.create(0)
    expect(all.find(session.id, HALF_HOUR_US)).toBe(session)
    expect(all.find(session.id, 2 * HALF_HOUR_US)).toBe(session)
    expect(all.find(session.id, 3 * HALF_HOUR_US + 1)).toBeUndefined()
  })

  it('does not keep sessions that nobody asks for any more', () => {
    const all = sessions()
    for (let i = 0; i < 100; i++) all.create(0)
    all.create(2 * HALF_HOUR_US)
    expect(all.size).toBe(1)
  })

  it('loses all at once', () => {
    const all = sessions()
    const session = all.create(0)
    all.loseAll()
    expect(all.find(session.id, 0)).toBeUndefined()
  })
})

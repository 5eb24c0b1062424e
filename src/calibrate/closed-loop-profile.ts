import type { EventProfile } from '../profile/event-profile.js'
import { resolveProfile } from '../profile/resolve-profile.js'

/** The event day as the program brings it, whatever the environment says. */
export const eventDay = (): EventProfile =>
  resolveProfile(
    { name: 'event-day', flags: {}, env: {}, cwd: '/' },
    { fault: () => undefined, staysHere: () => true, newSeed: () => 1 },
  )

/** Users who are all there at once and for so long, each gone when something fails it; the rest is as on the event day. */
export const closedLoopProfile = (users: number, holdUs: number): EventProfile => {
  const day = eventDay()
  return {
    ...day,
    name: 'calibration',
    users,
    ramp: { kind: 'linear', durationUs: 0 },
    holdUs,
    rampDownUs: 0,
    behaviour: { ...day.behaviour, session: { kind: 'one-pass' } },
    slos: [],
  }
}

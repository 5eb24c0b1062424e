import type { EventProfile } from '../profile/event-profile.js'
import type { Attendance } from './attendance.js'

/** Connections of the users' browsers. */
export interface ConnectionLoad {
  /** One kept open by each user. */
  readonly steady: number
  /** Highest number open at once, while the last users of the ramp load their pages. */
  readonly peak: number
  /** Connections opened, and over TLS handshakes made, per second. */
  readonly openedPerSec: { readonly hold: number; readonly peak: number }
  /** Connections closed by the browsers at the end of the ramp, per second; each leaves a port in TIME_WAIT. */
  readonly closedPerSec: number
}

/** Connections as browsers use them: more while a page loads, the extra ones closed after their idle time. */
export const connectionLoad = (profile: EventProfile, attendance: Attendance): ConnectionLoad => {
  const { users, connections, behaviour } = profile
  const perPage = extraPerPage(behaviour.coldCacheShare, connections.perUser)
  const perHour = behaviour.perUserHour
  const lists = perHour.tags + perHour.groups
  const views = (users * (perHour.profiles * EXTRA_PER_PROFILE + lists * EXTRA_PER_LIST)) / 3600
  const extraHold = attendance.replacedPerSec * perPage + Math.min(1, connections.perUser - 1) * views
  const extraPeak = extraHold + attendance.rampPerSec * perPage
  const openForSec = PAGE_LOAD_SEC + connections.extraIdleUs / 1_000_000
  const mostExtra = users * (connections.perUser - 1)
  return {
    steady: users,
    peak: Math.ceil(users + Math.min(mostExtra, extraPeak * openForSec)),
    openedPerSec: {
      hold: attendance.replacedPerSec + extraHold,
      peak: attendance.replacedPerSec + attendance.rampPerSec + extraPeak,
    },
    closedPerSec: attendance.replacedPerSec + extraPeak,
  }
}

// 3.1's second wave asks for four things at once; a page's files take as many connections as the browser opens.
const EXTRA_PER_WAVE = 3
// A profile is shown by three calls at once, the page of a tag or a group by four.
const EXTRA_PER_PROFILE = 2
const EXTRA_PER_LIST = 3
const PAGE_LOAD_SEC = 2

const extraPerPage = (coldShare: number, perUser: number): number => {
  const most = perUser - 1
  return coldShare * most + (1 - coldShare) * Math.min(EXTRA_PER_WAVE, most)
}

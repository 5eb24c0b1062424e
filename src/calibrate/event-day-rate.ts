import { attendanceOf } from '../preflight/attendance.js'
import { stepRates } from '../preflight/request-rates.js'
import { stepDemand } from '../scenarios/step-demand.js'
import { eventDay } from './closed-loop-profile.js'

/** Requests a second that one user of the event day makes on average while all are there, those of replaced leavers included. */
export const eventDayUserRate = (): number => {
  const profile = eventDay()
  const rates = stepRates(profile, attendanceOf(profile), stepDemand(profile.behaviour))
  return rates.reduce((sum, { holdPerSec }) => sum + holdPerSec, 0) / profile.users
}

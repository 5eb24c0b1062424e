import type { EventProfile } from '../profile/event-profile.js'
import { arrivalUs } from '../schedule/arrivals.js'
import { departureUs } from '../schedule/stages.js'

/** Who comes and how long they stay, expected over a run. */
export interface Attendance {
  /** Highest rate of the ramp's arrivals, per second. */
  readonly rampPerSec: number
  /** Leavers replaced at once while all users are there, per second. */
  readonly replacedPerSec: number
  /** Sessions of the whole run: users and their replacements. */
  readonly sessions: number
  readonly userHours: number
  /** Ticks of the open list over the run; 0 when it is not polled. */
  readonly ticks: number
}

/** Attendance from the schedule itself, so that every shape of ramp is right. */
export const attendanceOf = (profile: EventProfile): Attendance => {
  const stays = sampledStays(profile)
  const { behaviour, users } = profile
  const meanUs = behaviour.session.kind === 'exponential' ? behaviour.session.meanUs : Number.POSITIVE_INFINITY
  const userUs = stays.reduce((sum, { slots, stayUs }) => sum + slots * stayUs, 0)
  const replacingUs = stays.reduce((sum, { slots, replacingForUs }) => sum + slots * replacingForUs, 0)
  const replaced = replacingUs / meanUs
  return {
    rampPerSec: rampPerSec(profile),
    replacedPerSec: (users / meanUs) * SECOND_US,
    sessions: users + replaced,
    userHours: userUs / (3600 * SECOND_US),
    ticks: ticksOf(stays, behaviour.pollEveryUs, replaced),
  }
}

const SECOND_US = 1_000_000
const SLOTS_SAMPLED = 1_000

interface Stay {
  /** User slots that this one stands for. */
  readonly slots: number
  /** From the slot's arrival until it is asked to leave. */
  readonly stayUs: number
  /** From the slot's arrival until leavers are replaced no more. */
  readonly replacingForUs: number
}

const sampledStays = (profile: EventProfile): readonly Stay[] => {
  const { users, ramp, holdUs } = profile
  const count = Math.min(users, SLOTS_SAMPLED)
  return Array.from({ length: count }, (_, i) => {
    const slot = Math.floor(((i + 0.5) * users) / count)
    const fromUs = arrivalUs(ramp, users, slot)
    return {
      slots: users / count,
      stayUs: departureUs(profile, slot) - fromUs,
      replacingForUs: Math.max(0, ramp.durationUs + holdUs - fromUs),
    }
  })
}

// The first tick comes a whole period after the list is shown, so every session loses half a period on average.
const ticksOf = (stays: readonly Stay[], everyUs: number | undefined, replaced: number): number => {
  if (everyUs === undefined) return 0
  const ticks = stays.reduce((sum, { slots, stayUs }) => sum + slots * Math.floor(stayUs / everyUs), 0)
  return Math.max(0, ticks - replaced / 2)
}

// Stairs bring their users in bursts: the rate of the first one is that of all.
const rampPerSec = ({ ramp, users }: EventProfile): number => {
  if (ramp.kind !== 'stairs') return (users * SECOND_US) / Math.max(SECOND_US, ramp.durationUs)
  const inBurst = Math.max(1, Math.floor(users / ramp.steps))
  return (inBurst * SECOND_US) / Math.max(SECOND_US, arrivalUs(ramp, users, inBurst - 1))
}

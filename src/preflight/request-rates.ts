import type { EventProfile } from '../profile/event-profile.js'
import type { Attendance } from './attendance.js'

/** How often a step is asked for: by each session once or so, and by each hour a user is there. */
export interface StepDemand {
  readonly step: string
  readonly perArrival: number
  readonly perUserHour: number
}

/** How often a step is asked for over the run. */
export interface StepRate {
  readonly step: string
  /** With all users there. */
  readonly holdPerSec: number
  /** At the end of the ramp: all users there, and the last of them arriving. */
  readonly peakPerSec: number
  /** Requests expected over ramp, hold and ramp-down. */
  readonly expected: number
}

/** Rates and expected counts of every step. */
export const stepRates = (
  profile: EventProfile,
  { rampPerSec, replacedPerSec, sessions, userHours, ticks }: Attendance,
  demand: readonly StepDemand[],
): readonly StepRate[] =>
  demand.map(({ step, perArrival, perUserHour }) => {
    const holdPerSec = (profile.users * perUserHour) / 3600 + replacedPerSec * perArrival
    return {
      step,
      holdPerSec,
      peakPerSec: holdPerSec + (isOfArrival(step) ? rampPerSec * perArrival : 0),
      expected: sessions * perArrival + (step === TICK ? ticks : userHours * perUserHour),
    }
  })

const TICK = 'timeline/poll'

// Who logs out does so at the end of a session and not while others arrive.
const isOfArrival = (step: string): boolean => !step.startsWith('logout/')

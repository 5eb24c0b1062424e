import type { EventProfile } from '../profile/event-profile.js'

/** A named span of the run, microseconds after the epoch; `toUs` is exclusive. */
export interface Stage {
  readonly name: 'ramp' | 'hold' | 'ramp-down'
  readonly fromUs: number
  readonly toUs: number
}

/** The run's spans, one after the other without gaps. */
export const stagesOf = ({ ramp, holdUs, rampDownUs }: EventProfile): readonly Stage[] => {
  const holdFromUs = ramp.durationUs
  const holdToUs = holdFromUs + holdUs
  return [
    { name: 'ramp', fromUs: 0, toUs: holdFromUs },
    { name: 'hold', fromUs: holdFromUs, toUs: holdToUs },
    { name: 'ramp-down', fromUs: holdToUs, toUs: holdToUs + rampDownUs },
  ]
}

/** When user `index` of `users` is asked to finish and log out: spread evenly over the ramp-down. */
export const departureUs = (profile: EventProfile, index: number): number => {
  const fromUs = profile.ramp.durationUs + profile.holdUs
  return fromUs + Math.floor((index * profile.rampDownUs) / profile.users)
}

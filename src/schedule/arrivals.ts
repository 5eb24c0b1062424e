import type { Ramp } from '../profile/event-profile.js'

/**
 * When user `index` of `users` arrives, in microseconds after the run's epoch. A pure function of its arguments, so that
 * any shard can ask for its own users; the n-th arrival is exact, with no fraction lost on the way.
 */
export const arrivalUs = (ramp: Ramp, users: number, index: number): number => {
  switch (ramp.kind) {
    case 'linear':
    case 'spike':
      return Math.floor((index * ramp.durationUs) / users)
    case 'stairs':
      return stairUs(ramp.durationUs, ramp.steps, users, index)
  }
}

/** Number of arrivals in [0, atUs], the plan that the achieved ones are held against. */
export const arrivalsBy = (ramp: Ramp, users: number, atUs: number): number => {
  let low = 0
  let high = users
  while (low < high) {
    const middle = (low + high) >> 1
    if (arrivalUs(ramp, users, middle) <= atUs) low = middle + 1
    else high = middle
  }
  return low
}

// A stair is a burst over the first tenth of its time and then a plateau, on which the platform can be watched.
const RISE_SHARE = 0.1

const stairUs = (durationUs: number, steps: number, users: number, index: number): number => {
  const stair = Math.floor((index * steps) / users)
  const within = (index * steps) / users - stair
  return Math.floor(((stair + within * RISE_SHARE) * durationUs) / steps)
}

import type { SearchPlan } from '../metrics/search-record.js'
import type { EventProfile } from '../profile/event-profile.js'

// Nobody knows how long a search takes; what is planned for is the longest that one should.
const LONGEST_US = 3_600_000_000

/** The profile of a search: everybody that it may ask for, who come and go as it decides. */
export const searchProfile = (profile: EventProfile, { maxUsers, rampPerSec }: SearchPlan): EventProfile => ({
  ...profile,
  users: maxUsers,
  ramp: { kind: 'linear', durationUs: Math.round((maxUsers / rampPerSec) * 1_000_000) },
  holdUs: LONGEST_US,
})

import type { EventProfile } from '../profile/event-profile.js'
import type { OwnScenarios } from './own-scenario.js'
import type { Texts } from './texts.js'

/** What the users of a run have in common. */
export interface JourneyContext {
  readonly profile: EventProfile
  readonly texts: Texts
  readonly own: OwnScenarios
}

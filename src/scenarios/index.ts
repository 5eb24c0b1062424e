import type { EventProfile } from '../profile/event-profile.js'
import { closedLoopJourney } from './closed-loop-journey.js'
import { eventJourney } from './event-journey.js'
import type { JourneyContext } from './journey-context.js'
import type { OwnScenarios } from './own-scenario.js'
import type { Scenario, Step } from './scenario.js'
import { smokeJourney } from './smoke-journey.js'
import { STEPS } from './steps.js'
import { bodiesFrom } from './texts.js'

export { STEPS } from './steps.js'

/** What a user does from arrival to departure, by name. */
export const JOURNEYS = {
  event: eventJourney,
  smoke: smokeJourney,
  'closed-loop': closedLoopJourney,
} as const satisfies Readonly<Record<string, (context: JourneyContext) => Scenario>>

export type JourneyName = keyof typeof JOURNEYS

/** The journey that a profile asks for. */
export const journeyOf = ({ behaviour }: EventProfile): JourneyName =>
  behaviour.session.kind === 'one-pass' ? 'smoke' : 'event'

/** The texts that users of a journey post; in a closed loop nobody does. */
export const bodiesOf = async (journey: JourneyName, { texts }: EventProfile): Promise<readonly string[]> =>
  journey === 'closed-loop' ? [] : bodiesFrom(texts)

/** All steps of a run, the user's own behind the built-in ones; a step's id is its place. */
export const stepTable = (own: OwnScenarios): readonly Step[] => [...STEPS, ...own.steps]

import { below, exponential, type Random, randomStream } from '../base/random.js'
import { ACTIVITIES, type Activity, type Behaviour } from '../profile/event-profile.js'
import { KNOWN_TAGS } from '../tatami/population.js'
import { type Draft, drawDraft } from './draft.js'
import { drawQuery, type Query } from './search.js'
import { drawVisit } from './visit.js'

/** What a person is going to do, `atUs` microseconds after the time-line is shown. */
export type PlannedAction = { readonly atUs: number } & (
  | { readonly kind: 'posts'; readonly draft: Draft }
  | { readonly kind: 'searches'; readonly query: Query }
  | { readonly kind: 'tags'; readonly tag: string }
  | { readonly kind: Exclude<Activity, 'posts' | 'searches' | 'tags'> }
  /** A scenario of the user's own, by name, with the seed of its random numbers. */
  | { readonly kind: 'own'; readonly name: string; readonly seed: number }
)

/** How often people do what: everything a plan of actions follows from, apart from the seed. */
export interface ActivityMix {
  readonly rates: readonly { readonly activity: Activity | { readonly own: string }; readonly perHour: number }[]
  readonly totalPerHour: number
  readonly postMix: Behaviour['postMix']
}

/** A scenario of the user's own, and how often a logged-in person does it in an hour. */
export interface OwnRate {
  readonly name: string
  readonly perUserHour: number
}

/** The mix of a behaviour and of the user's own scenarios. */
export const activityMix = ({ perUserHour, postMix }: Behaviour, own: readonly OwnRate[] = []): ActivityMix => {
  const rates = [
    ...ACTIVITIES.map((activity) => ({ activity, perHour: perUserHour[activity] })),
    ...own.map((scenario) => ({ activity: { own: scenario.name }, perHour: scenario.perUserHour })),
  ]
  return { rates, totalPerHour: rates.reduce((sum, { perHour }) => sum + perHour, 0), postMix }
}

/** What a run is planned from. */
export interface ActionPlan {
  readonly seed: number
  readonly behaviour: Behaviour
  readonly own?: readonly OwnRate[]
}

/**
 * All that the person in user slot `slot` means to do in the `session`-th session there: the same for the same seed,
 * whatever the platform answers and on whichever shard it runs. Endless when the session lasts to the end of the run.
 */
export function* plannedActions({ seed, behaviour, own }: ActionPlan, slot: number, session: number) {
  const random = randomStream(seed, 'user', slot, session)
  const { lengthUs } = drawVisit(random, behaviour)
  for (const action of actionsOf(random, activityMix(behaviour, own))) {
    if (action.atUs >= lengthUs) return
    yield action
  }
}

/** The actions that follow from where a person's stream stands behind `drawVisit`; one number of it is used. */
export function* actionsOf(person: Random, mix: ActivityMix): Generator<PlannedAction, void> {
  const random = randomStream(below(person, SEEDS), 'actions')
  if (mix.totalPerHour <= 0) return
  // Independent Poisson streams, drawn as one: their sum is a Poisson stream whose events fall to each by its rate.
  const meanUs = HOUR_US / mix.totalPerHour
  for (let atUs = 0; ; ) {
    atUs += Math.round(exponential(random, meanUs))
    const activity = pick(random() * mix.totalPerHour, mix)
    yield action(atUs, activity, below(random, SEEDS), mix)
  }
}

const HOUR_US = 3_600_000_000
const SEEDS = 2 ** 32

const pick = (point: number, { rates }: ActivityMix): ActivityMix['rates'][number]['activity'] => {
  let rest = point
  for (const { activity, perHour } of rates) {
    if (rest < perHour) return activity
    rest -= perHour
  }
  // Rounding can lead past the end.
  return rates.findLast(({ perHour }) => perHour > 0)?.activity ?? 'scrolls'
}

const action = (
  atUs: number,
  activity: ActivityMix['rates'][number]['activity'],
  seed: number,
  { postMix }: ActivityMix,
): PlannedAction => {
  if (typeof activity === 'object') return { kind: 'own', atUs, name: activity.own, seed }
  const random = randomStream(seed, activity)
  switch (activity) {
    case 'posts':
      return { kind: activity, atUs, draft: drawDraft(random, postMix) }
    case 'searches':
      return { kind: activity, atUs, query: drawQuery(random) }
    case 'tags':
      return { kind: activity, atUs, tag: drawTag(random) }
    default:
      return { kind: activity, atUs }
  }
}

/** Draws one of the tags that seeded posts carry. */
export const drawTag = (random: Random): string => KNOWN_TAGS[below(random, KNOWN_TAGS.length)] ?? ''

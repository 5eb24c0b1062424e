import type { Behaviour } from '../profile/event-profile.js'
import { KNOWN_WORDS } from '../tatami/population.js'
import { HOME_FILES, LOGIN_FILES } from '../tatami/static-files.js'
import { STEPS, type StepName } from './steps.js'

/** How often one step is asked for. */
export interface StepDemand {
  readonly step: StepName
  /** Requests of one person's arrival and departure together. */
  readonly perArrival: number
  /** Requests of one logged-in person in an hour. */
  readonly perUserHour: number
}

/** What a behaviour means in requests, for every built-in step, on a platform that answers. */
export const stepDemand = (behaviour: Behaviour): readonly StepDemand[] => {
  const isOnePass = behaviour.session.kind === 'one-pass'
  const arrival = isOnePass ? { ...ONE_PASS, ...perArrival(behaviour) } : perArrival(behaviour)
  const hour = isOnePass ? {} : perUserHour(behaviour)
  return STEPS.map(({ name }) => {
    const step = name as StepName
    return { step, perArrival: arrival[step] ?? 0, perUserHour: hour[step] ?? 0 }
  })
}

type Demand = Readonly<Partial<Record<StepName, number>>>

const HOUR_US = 3_600_000_000
const KEY_UPS = KNOWN_WORDS.reduce((sum, word) => sum + word.length, 0) / KNOWN_WORDS.length

const perArrival = ({ coldCacheShare }: Behaviour): Demand => ({
  'login/page': 1,
  'login/asset': coldCacheShare * (LOGIN_FILES.length + HOME_FILES.length),
  'login/authenticate': 1,
  'login/redirect': 1,
  'login/home': 1,
  'login/me': 1,
  'login/groups': 1,
  'login/tags': 1,
  'login/me-again': 1,
  'login/suggestions': 1,
  'login/timeline': 1,
  'logout/logout': 1,
  'logout/page': 1,
})

// Everything once; but a reply, a post with a tag, one with a mention and a private one, and beside a tag as beside a
// group the side calls.
const ONE_PASS: Demand = {
  ...Object.fromEntries(STEPS.map(({ name }) => [name, 1])),
  'post/create': 4,
  'post/poll': 4,
  'search/key-up': KEY_UPS,
  'browse/side-tags': 2,
  'browse/side-me': 2,
}

const perUserHour = ({ pollEveryUs, perUserHour: often, postMix }: Behaviour): Demand => ({
  'timeline/poll': pollEveryUs === undefined ? 0 : HOUR_US / pollEveryUs,
  'timeline/scroll': often.scrolls,
  'post/open-editor': often.posts * postMix.reply,
  'post/create': often.posts,
  'post/poll': often.posts,
  'search/key-up': often.searches * KEY_UPS,
  'search/results': often.searches,
  'browse/profile': often.profiles,
  'browse/profile-tags': often.profiles,
  'browse/profile-timeline': often.profiles,
  'browse/tag': often.tags,
  'browse/tag-timeline': often.tags,
  'browse/group': often.groups,
  'browse/group-timeline': often.groups,
  'browse/side-tags': often.tags + often.groups,
  'browse/side-me': often.tags + often.groups,
  'browse/favourite': often.favourites,
  'browse/follow': often.follows,
})

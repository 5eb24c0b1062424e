import type { Call } from '../tatami/operations.js'
import type { StepName } from './steps.js'

/** The call of the platform that each built-in step makes; what the plan and the cross-checks count store operations by. */
const STEP_CALLS: Readonly<Record<StepName, Call>> = {
  'login/page': 'login-page',
  'login/asset': 'asset',
  'login/authenticate': 'authentication',
  'login/redirect': 'root',
  'login/home': 'home-page',
  'login/me': 'user',
  'login/groups': 'groups',
  'login/tags': 'tags',
  'login/me-again': 'user',
  'login/suggestions': 'suggestions',
  'login/timeline': 'timeline',
  'timeline/poll': 'poll',
  'timeline/scroll': 'timeline',
  'post/open-editor': 'details',
  'post/create': 'post',
  'post/poll': 'poll',
  'search/key-up': 'search-all',
  'search/results': 'search-status',
  'browse/profile': 'user',
  'browse/profile-tags': 'tags',
  'browse/profile-timeline': 'timeline',
  'browse/tag': 'tags',
  'browse/tag-timeline': 'timeline',
  'browse/group': 'groups',
  'browse/group-timeline': 'timeline',
  'browse/side-tags': 'tags',
  'browse/side-me': 'user',
  'browse/favourite': 'favourite',
  'browse/follow': 'follow',
  'logout/logout': 'logout',
  'logout/page': 'login-page',
}

/** The call of a step, by name; undefined for a step of the user's own, whose cost is not known. */
export const callOf = (step: string): Call | undefined =>
  Object.hasOwn(STEP_CALLS, step) ? STEP_CALLS[step as StepName] : undefined

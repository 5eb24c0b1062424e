import * as expect from './checks.js'
import type { Step } from './scenario.js'

// One line a step, in the order a person meets them; a step's place is its id in every sample and stored run.
const CHECKS = {
  'login/page': expect.loginPage,
  'login/asset': expect.asset,
  'login/authenticate': expect.authenticated,
  'login/redirect': expect.publicPage,
  'login/home': expect.privatePage,
  'login/me': expect.jsonObject,
  'login/groups': expect.jsonArray,
  'login/tags': expect.jsonArray,
  'login/me-again': expect.jsonObject,
  'login/suggestions': expect.jsonArray,
  'login/timeline': expect.jsonArray,
  'timeline/poll': expect.jsonArray,
  'timeline/scroll': expect.jsonArray,
  'post/open-editor': expect.jsonObject,
  'post/create': expect.jsonObject,
  'post/poll': expect.jsonArray,
  'search/key-up': expect.jsonObject,
  'search/results': expect.jsonArray,
  'browse/profile': expect.jsonObject,
  'browse/profile-tags': expect.jsonArray,
  'browse/profile-timeline': expect.jsonArray,
  'browse/tag': expect.jsonObject,
  'browse/tag-timeline': expect.jsonArray,
  'browse/group': expect.jsonObject,
  'browse/group-timeline': expect.jsonArray,
  'browse/side-tags': expect.jsonArray,
  'browse/side-me': expect.jsonObject,
  'browse/favourite': expect.jsonObject,
  'browse/follow': expect.jsonObject,
  'logout/logout': expect.loggedOut,
  'logout/page': expect.loginPage,
} as const satisfies Readonly<Record<string, expect.Check>>

/** Names of the built-in steps, `scenario/step`. */
export type StepName = keyof typeof CHECKS

const NAMES = Object.keys(CHECKS) as readonly StepName[]

// What nginx hands out of its cache once it has it.
const CACHEABLE: ReadonlySet<StepName> = new Set(['login/asset'])

/** All built-in steps; a step's id is its place here. */
export const STEPS: readonly Step[] = NAMES.map((name, id) => ({
  id,
  name,
  scenario: name.slice(0, name.indexOf('/')),
  check: CHECKS[name],
  ...(CACHEABLE.has(name) && { isCacheable: true as const }),
}))

/** The built-in steps by name. */
export const STEP = Object.fromEntries(STEPS.map((step) => [step.name, step])) as Readonly<Record<StepName, Step>>

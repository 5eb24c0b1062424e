import type { HttpResponse } from '../http/exchange.js'
import { type Check, isSentToLogin, jsonArray, jsonObject, privatePage } from './checks.js'
import type { OwnModule } from './own-scenario.js'
import type { Step } from './scenario.js'
import { STEPS } from './steps.js'

/** What a step of a user's own can expect, by name. */
export const EXPECTATIONS = {
  'json-array': jsonArray,
  'json-object': jsonObject,
  page: privatePage,
} as const satisfies Readonly<Record<string, Check>>

/** What a function that a step expects is given: it says whether the answer is right, or else counts as `content`. */
export interface OwnAnswer {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

/** The steps of modules that were checked; their ids go on where the built-in ones end. */
export const ownSteps = (modules: readonly OwnModule[]): readonly Step[] =>
  modules
    .flatMap((module) => Object.entries(module.steps).map(([name, expected]) => ({ name, expected, module })))
    .map(({ name, expected, module }, i) => ({
      id: STEPS.length + i,
      name,
      scenario: module.name,
      check: checkOf(expected),
    }))

const checkOf = (expected: unknown): Check =>
  typeof expected === 'function' ? byFunction(expected as (answer: OwnAnswer) => unknown) : named(expected)

const named = (expected: unknown): Check => EXPECTATIONS[expected as keyof typeof EXPECTATIONS]

// A function that throws has found fault with the answer too.
const byFunction =
  (isRight: (answer: OwnAnswer) => unknown): Check =>
  (response) => {
    if (isSentToLogin(response.status, response.head.location)) return 'session-lost'
    try {
      return isRight(answerOf(response)) === true ? undefined : 'content'
    } catch {
      return 'content'
    }
  }

const answerOf = ({ status, head, body }: HttpResponse): OwnAnswer => ({
  status,
  contentType: head.contentType ?? '',
  text: body,
})

import type { Random } from '../base/random.js'
import type { HttpRequest, HttpResponse } from '../http/exchange.js'
import type { FailureKind } from '../metrics/sample.js'
import type { Behaviour } from '../profile/event-profile.js'

/**
 * A scenario is a generator of what a browser does next; the engine answers each `yield`. It owns no socket, clock or
 * histogram, so that a user who waits costs a suspended generator and little else.
 */
export type Script = Generator<Action, void, Answer>
/** Begins the script of one person; called once for each session. */
export type Scenario = (user: User) => Script

/** A part of a script that hands a value back to `yield*`. */
export type Part<T> = Generator<Action, T, Answer>

/** What a script can ask of the engine. Times are run times, microseconds. */
export type Action =
  /** One request. It is due at `user.dueUs`. Answered by one reply. */
  | { readonly kind: 'request'; readonly request: StepRequest }
  /** Requests a page issues together, spread over the browser's connections; all due at `user.dueUs`; not while something sent is awaited. Answered by replies in the same order. */
  | { readonly kind: 'together'; readonly requests: readonly StepRequest[] }
  /** One request that is not waited for, due at `user.dueUs`: a page polls and a person types on while answers are awaited. Answered at once by undefined. */
  | { readonly kind: 'send'; readonly request: StepRequest }
  /**
   * Wait for the answers to all that was sent so far. Answered by replies in the order of sending, or by undefined when
   * `untilUs` came first, which then is when the next action is due. Who is stopping waits for the answers in any case.
   */
  | { readonly kind: 'collect'; readonly untilUs: number }
  /** Wait until a run time; what follows is due then, however late the engine wakes. Answered by undefined. */
  | { readonly kind: 'until'; readonly atUs: number }
  /** A duration that a person felt is over. Answered at once by undefined. */
  | {
      readonly kind: 'felt'
      readonly subject: FeltSubject
      readonly ok: boolean
      readonly startUs: number
      readonly endUs: number
    }

/** What a `yield` gives back; which of them, the action says. */
export type Answer = Reply | readonly Reply[] | undefined

/** Subjects of SLOs that span steps; the index is the sample's `subject`. */
export const FELT_SUBJECTS = ['login', 'timeline', 'post', 'search'] as const
export type FeltSubject = (typeof FELT_SUBJECTS)[number]

/** A request and the step it is counted under. */
export interface StepRequest {
  readonly step: Step
  readonly http: HttpRequest
}

/** A kind of request with a fixed name, `timeline/poll`; `id` is its place in the step table. */
export interface Step {
  readonly id: number
  readonly name: string
  readonly scenario: string
  /** nginx may answer it from its cache, without an application node. */
  readonly isCacheable?: true
  /** What the answer must be; undefined when it is right. */
  readonly check: (response: HttpResponse) => FailureKind | undefined
}

/** What a scenario learns of an answer. Times are run times, microseconds. */
export type Reply =
  | { readonly ok: true; readonly response: HttpResponse; readonly dueUs: number; readonly endUs: number }
  | {
      readonly ok: false
      readonly failure: FailureKind
      readonly response?: HttpResponse
      readonly dueUs: number
      readonly endUs: number
    }

/** What a scenario knows of the person it plays; the engine keeps `dueUs` up to date. */
export interface User {
  readonly index: number
  readonly account: Account
  readonly random: Random
  readonly behaviour: Behaviour
  /** No browser cache yet: static files are fetched whole, otherwise they are asked for conditionally or not at all. */
  readonly coldCache: boolean
  readonly requestTimeoutUs: number
  /** Run time at which the session is to end, by its drawn length; `Infinity` when it lasts to the end. */
  readonly leaveUs: number
  /** When the next action is due: end of the last answer, or the time waited for. */
  readonly dueUs: number
  /** True once the run winds down: finish what is under way, log out, return. */
  readonly stopping: boolean
  /** The person is logged in from here on, or no longer; counted as users. */
  setLoggedIn(loggedIn: boolean): void
  /** A check that spans requests failed: the reply's sample is recorded with this kind. Call before the next request or wait. */
  fail(reply: Reply, kind: FailureKind): void
}

/** Who logs in. */
export interface Account {
  /** Full e-mail. */
  readonly login: string
  readonly password: string
}

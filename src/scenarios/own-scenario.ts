import { type Random, randomStream } from '../base/random.js'
import type { HttpRequest } from '../http/exchange.js'
import { JSON_HEADERS, PAGE_HEADERS, XHR_HEADERS } from './headers.js'
import { askOnPage, pause } from './open-page.js'
import type { Action, Answer, Part, Reply, Step, User } from './scenario.js'
import type { Screen } from './screen.js'

/** The scenarios that a profile's modules bring. */
export interface OwnScenarios {
  /** Their steps, with ids that go on where the built-in ones end. */
  readonly steps: readonly Step[]
  readonly activities: readonly { readonly name: string; readonly perUserHour: number }[]
  /** Does the one called `name`; `seed` is that of its random numbers. */
  perform(user: User, screen: Screen, name: string, seed: number): Part<void>
}

/** A profile without modules. */
export const NO_OWN_SCENARIOS: OwnScenarios = { steps: [], activities: [], perform: function* () {} }

/** What a module's `run` is told of the person it plays. */
export interface OwnUser {
  readonly username: string
  /** Number of the person among the run's users, from 0. */
  readonly index: number
  /** Seeded source of numbers in [0, 1): the same for the same seed of the run. */
  readonly random: Random
}

/** What a module's `run` does things with, each behind `yield*`. The open page polls on meanwhile. */
export interface Kit {
  /** A GET as the page's script sends it. */
  get(step: string, path: string): Part<Reply>
  /** A page as the address bar asks for it. */
  page(step: string, path: string): Part<Reply>
  /** A request that carries JSON. */
  send(step: string, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, content: unknown): Part<Reply>
  /** Lets some seconds pass. Ends the scenario when the run winds down. */
  pause(seconds: number): Part<void>
  /** The JSON of an answer; undefined when it is none. */
  json(reply: Reply): unknown
  /** Counts an answer as failed, with kind `content`. */
  fail(reply: Reply): void
}

/** A module's default export. */
export interface OwnModule {
  readonly name: string
  readonly perUserHour: number
  readonly steps: Readonly<Record<string, unknown>>
  run(user: OwnUser, kit: Kit): Part<unknown>
}

/** Thrown through a module's `run` so that its `finally` blocks are passed on the way out. */
class WindingDown extends Error {}

/** What one performance of a module's scenario needs besides the person and the page. */
export interface Performance {
  readonly module: OwnModule
  readonly steps: ReadonlyMap<string, Step>
  /** Seed of its random numbers. */
  readonly seed: number
  onException(error: unknown): void
}

/**
 * Runs a module's scenario once. What it throws counts against its last answer, as an assertion would, with kind
 * `content`; what it throws before its first answer is a mistake in the module and ends the process that runs it.
 */
export function* runOwn({ module, steps, seed, onException }: Performance, user: User, screen: Screen): Part<void> {
  const kit = new PageKit(steps, user, screen)
  const who = { username: screen.me, index: user.index, random: randomStream(seed, module.name) }
  try {
    yield* checkedActions(module.run(who, kit))
  } catch (error) {
    if (error instanceof WindingDown) return
    if (kit.last === undefined) throw new Error(`scenario ${module.name}: ${String(error)}`, { cause: error })
    user.fail(kit.last, 'content')
    onException(error)
  }
}

const KINDS: ReadonlySet<unknown> = new Set(['request', 'together', 'send', 'collect', 'until', 'felt'])

// A `yield` without its star, or of something else, would confuse the engine.
function* checkedActions(run: Part<unknown>): Part<void> {
  for (let answer: Answer; ; ) {
    const next = run.next(answer)
    if (next.done) return
    const action: Action | undefined = next.value
    if (!KINDS.has(action?.kind)) throw new TypeError('the calls of the kit must stand behind `yield*`')
    answer = yield action
  }
}

class PageKit implements Kit {
  last: Reply | undefined
  readonly #steps: ReadonlyMap<string, Step>
  readonly #user: User
  readonly #screen: Screen

  constructor(steps: ReadonlyMap<string, Step>, user: User, screen: Screen) {
    this.#steps = steps
    this.#user = user
    this.#screen = screen
  }

  get(step: string, path: string): Part<Reply> {
    return this.#ask(step, { method: 'GET', path, headers: XHR_HEADERS })
  }

  page(step: string, path: string): Part<Reply> {
    return this.#ask(step, { method: 'GET', path, headers: PAGE_HEADERS })
  }

  send(step: string, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, content: unknown): Part<Reply> {
    return this.#ask(step, { method, path, headers: JSON_HEADERS, body: JSON.stringify(content) })
  }

  *pause(seconds: number): Part<void> {
    yield* pause(this.#user, this.#screen, this.#user.dueUs + Math.round(seconds * 1e6))
    if (this.#user.stopping) throw new WindingDown()
  }

  json(reply: Reply): unknown {
    if (!reply.response) return undefined
    try {
      return JSON.parse(reply.response.body)
    } catch {
      return undefined
    }
  }

  fail(reply: Reply): void {
    this.#user.fail(reply, 'content')
  }

  *#ask(name: string, http: Omit<HttpRequest, 'keepBody' | 'timeoutUs'>): Part<Reply> {
    const step = this.#steps.get(name)
    if (!step) throw new Error(`${name} is not among the module's steps`)
    if (!/^\/[\x21-\x7e]*$/.test(http.path))
      throw new Error(`${http.path} is no path: start with / and encode the rest`)
    const request = { step, http: { ...http, keepBody: true, timeoutUs: this.#user.requestTimeoutUs } }
    this.last = yield* askOnPage(this.#user, this.#screen, request)
    return this.last
  }
}

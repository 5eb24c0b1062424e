import { randomStream } from '../../src/base/random.js'
import type { Host } from '../../src/engine/host.js'
import { VirtualUser } from '../../src/engine/virtual-user.js'
import type { HttpResult } from '../../src/http/exchange.js'
import type { Outcome } from '../../src/metrics/sample.js'
import type { Behaviour } from '../../src/profile/event-profile.js'
import type { Action, FeltSubject, Scenario, StepRequest } from '../../src/scenarios/scenario.js'

/** What a made-up platform answers to one request. */
export type Answer =
  | { readonly status: number; readonly type?: string; readonly body?: string; readonly location?: string }
  | { readonly reason: 'timeout' | 'connect' | 'reset' }

export interface Platform {
  answer(request: StepRequest, nowUs: number): Answer & { readonly delayUs?: number }
}

export interface SentRequest {
  readonly step: string
  readonly method: string
  readonly path: string
  readonly body: string | undefined
  readonly headers: string
  readonly dueUs: number
  readonly sentUs: number
  readonly endUs: number
  readonly outcome: Outcome
}

export interface Felt {
  readonly subject: FeltSubject
  readonly ok: boolean
  readonly startUs: number
  readonly endUs: number
}

export interface Played {
  readonly sent: readonly SentRequest[]
  readonly felt: readonly Felt[]
  /** Run times at which the person was counted as logged in, and as gone. */
  readonly logins: readonly { readonly atUs: number; readonly change: 1 | -1 }[]
  readonly endUs: number
}

export interface PlayOptions {
  /** Quiet when absent. */
  readonly behaviour?: Behaviour
  readonly seed?: number
  readonly index?: number
  readonly session?: number
  readonly login?: string
  readonly arrivalUs?: number
  readonly stopAtUs?: number
  readonly serviceUs?: number
}

/** Nobody does anything by chance, and nobody leaves. */
export const QUIET: Behaviour = {
  pollEveryUs: 20e6,
  perUserHour: { posts: 0, searches: 0, scrolls: 0, profiles: 0, tags: 0, groups: 0, favourites: 0, follows: 0 },
  postMix: { reply: 0, tag: 0, mention: 0, private: 0 },
  session: { kind: 'exponential', meanUs: 1e15 },
  coldCacheShare: 0,
  reloadAfterErrorUs: 30e6,
}

/** Lets one real virtual user walk a scenario against a made-up platform, in virtual time. */
export const play = (scenario: Scenario, platform: Platform, options: PlayOptions = {}): Played => {
  const stage = new Stage(platform, options.serviceUs ?? 5_000)
  const { seed = 7, index = 3, session = 0, arrivalUs = 1e6 } = options
  const person = {
    index,
    account: { login: options.login ?? 'Me@bank.example', password: 'pass word&' },
    random: randomStream(seed, 'user', index, session),
    behaviour: options.behaviour ?? QUIET,
    requestTimeoutUs: 60e6,
    arrivalUs,
  }
  stage.at(arrivalUs, () => {
    const user = new VirtualUser(person, scenario, { send: () => undefined, close: () => undefined }, stage)
    stage.at(options.stopAtUs ?? Number.POSITIVE_INFINITY, () => stage.askToLeave(user))
    user.start()
  })
  stage.run()
  return { sent: stage.sent, felt: stage.felts, logins: stage.logins, endUs: stage.now }
}

class Stage implements Host {
  now = 0
  readonly sent: SentRequest[] = []
  readonly felts: Felt[] = []
  readonly logins: { atUs: number; change: 1 | -1 }[] = []
  readonly #platform: Platform
  readonly #serviceUs: number
  readonly #events: { readonly atUs: number; readonly act: () => void }[] = []
  readonly #sentUs = new Map<HttpResult, number>()
  #waiting: { readonly atUs: number } | undefined
  #isOver = false

  constructor(platform: Platform, serviceUs: number) {
    this.#platform = platform
    this.#serviceUs = serviceUs
  }

  at(atUs: number, act: () => void): void {
    if (atUs === Number.POSITIVE_INFINITY) return
    const later = this.#events.findIndex((event) => event.atUs > atUs)
    this.#events.splice(later < 0 ? this.#events.length : later, 0, { atUs, act })
  }

  run(): void {
    for (let turns = 0; ; turns++) {
      const event = this.#events.shift()
      if (!event) break
      if (turns > 200_000) throw new Error('the scenario does not come to an end')
      this.now = Math.max(this.now, event.atUs)
      event.act()
      if (this.#isOver) return
    }
    throw new Error('the scenario waits for something that never comes')
  }

  askToLeave(user: VirtualUser): void {
    user.stopping = true
    if (!this.#waiting) return
    this.#waiting = undefined
    user.inWheel = false
    user.wake()
  }

  nowUs(): number {
    return this.now
  }

  wait(user: VirtualUser): void {
    const waiting = { atUs: user.wakeAtUs }
    this.#waiting = waiting
    user.inWheel = true
    this.at(waiting.atUs, () => {
      if (this.#waiting !== waiting) return
      this.#waiting = undefined
      user.inWheel = false
      user.wake()
    })
  }

  cancelWait(user: VirtualUser): void {
    this.#waiting = undefined
    user.inWheel = false
  }

  send(
    _user: VirtualUser,
    request: StepRequest,
    _dueUs: number,
    done: (result: HttpResult, seq: number) => void,
  ): void {
    const sentUs = this.now
    const answer = this.#platform.answer(request, sentUs)
    const endUs = sentUs + (answer.delayUs ?? this.#serviceUs)
    const result = resultOf(answer, sentUs, endUs)
    this.#sentUs.set(result, sentUs)
    this.at(endUs, () => done(result, 0))
  }

  record(request: StepRequest, reply: Parameters<Host['record']>[1], result: HttpResult): void {
    const { method, path, body, headers } = request.http
    this.sent.push({
      step: request.step.name,
      ...{ method, path, body, headers },
      dueUs: reply.dueUs,
      sentUs: this.#sentUs.get(result) ?? -1,
      endUs: reply.endUs,
      outcome: reply.ok ? 'ok' : reply.failure,
    })
  }

  felt({ subject, ok, startUs, endUs }: Extract<Action, { kind: 'felt' }>): void {
    this.felts.push({ subject, ok, startUs, endUs })
  }

  loggedIn(user: VirtualUser, isIn: boolean): void {
    user.loggedInSinceUs = isIn ? this.now : undefined
    this.logins.push({ atUs: this.now, change: isIn ? 1 : -1 })
  }

  passed(): void {}

  ended(): void {
    this.#isOver = true
  }
}

const resultOf = (answer: Answer, sentUs: number, endUs: number): HttpResult => {
  const timing = { sentUs, endUs, bytesIn: 100, bytesOut: 50 }
  if ('reason' in answer) return { kind: 'failure', reason: answer.reason, message: 'made up', timing }
  const { body = '' } = answer
  const head = {
    ...(answer.type === undefined ? {} : { contentType: answer.type }),
    ...(answer.location === undefined ? {} : { location: answer.location }),
    lastModified: 'Wed, 05 Nov 2014 10:00:00 GMT',
  }
  return { kind: 'response', status: answer.status, head, body, bodyBytes: body.length, timing }
}

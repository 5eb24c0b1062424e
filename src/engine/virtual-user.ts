import { exponential, type Random } from '../base/random.js'
import type { HttpResult, UserAgent } from '../http/exchange.js'
import type { FailureKind } from '../metrics/sample.js'
import type { Behaviour } from '../profile/event-profile.js'
import type { Account, Action, Answer, Reply, Scenario, Script, StepRequest, User } from '../scenarios/scenario.js'
import { replyOf } from './reply.js'
import type { Timed } from './timer-wheel.js'

/** What a virtual user needs of the loop that drives it. Run times throughout. */
export interface Host {
  nowUs(): number
  wait(user: VirtualUser): void
  send(
    user: VirtualUser,
    request: StepRequest,
    dueUs: number,
    done: (result: HttpResult, traceSeq: number) => void,
  ): void
  record(request: StepRequest, reply: Reply, result: HttpResult, traceSeq: number): void
  felt(action: Extract<Action, { kind: 'felt' }>): void
  loggedIn(change: 1 | -1): void
  ended(user: VirtualUser): void
}

export interface Person {
  readonly index: number
  readonly account: Account
  readonly random: Random
  readonly behaviour: Behaviour
  readonly requestTimeoutUs: number
  readonly arrivalUs: number
}

interface Pending {
  readonly request: StepRequest
  readonly reply: Reply
  readonly result: HttpResult
  readonly traceSeq: number
}

/** One person at one browser: drives one script over one user agent until the script returns. */
export class VirtualUser implements User, Timed {
  wakeAtUs = 0
  nextTimed: Timed | undefined
  inWheel = false

  readonly index: number
  readonly account: Account
  readonly random: Random
  readonly behaviour: Behaviour
  readonly requestTimeoutUs: number
  readonly coldCache: boolean
  readonly leaveUs: number
  readonly agent: UserAgent
  dueUs: number
  stopping = false

  readonly #host: Host
  readonly #script: Script
  #isLoggedIn = false
  #pending: Pending[] = []
  #verdicts: Map<Reply, FailureKind> | undefined

  constructor(person: Person, scenario: Scenario, agent: UserAgent, host: Host) {
    this.index = person.index
    this.account = person.account
    this.random = person.random
    this.behaviour = person.behaviour
    this.requestTimeoutUs = person.requestTimeoutUs
    this.agent = agent
    this.dueUs = person.arrivalUs
    this.coldCache = person.random() < person.behaviour.coldCacheShare
    const { session } = person.behaviour
    this.leaveUs =
      session.kind === 'exponential'
        ? person.arrivalUs + Math.round(exponential(person.random, session.meanUs))
        : Number.POSITIVE_INFINITY
    this.#host = host
    this.#script = scenario(this)
  }

  start(): void {
    this.#resume(undefined)
  }

  /** The time waited for has come, or the run is winding down and the wait is over early. */
  wake(): void {
    this.dueUs = this.stopping ? Math.min(this.wakeAtUs, Math.max(this.dueUs, this.#host.nowUs())) : this.wakeAtUs
    this.#resume(undefined)
  }

  setLoggedIn(loggedIn: boolean): void {
    if (loggedIn === this.#isLoggedIn) return
    this.#isLoggedIn = loggedIn
    this.#host.loggedIn(loggedIn ? 1 : -1)
  }

  fail(reply: Reply, kind: FailureKind): void {
    this.#verdicts ??= new Map()
    this.#verdicts.set(reply, kind)
  }

  #resume(answer: Answer): void {
    let next = this.#script.next(answer)
    this.#recordPending()
    while (!next.done) {
      const action = next.value
      if (action.kind === 'felt') this.#host.felt(action)
      else if (action.kind === 'until') {
        if (this.#waits(action.atUs)) return
      } else {
        this.#request(action)
        return
      }
      next = this.#script.next(undefined)
    }
    this.setLoggedIn(false)
    this.#host.ended(this)
  }

  #waits(atUs: number): boolean {
    const nowUs = this.#host.nowUs()
    if (this.stopping || atUs <= nowUs) {
      // A time that passed while an answer was awaited is still when the next action is due; who is stopping goes on now.
      this.dueUs = this.stopping ? Math.max(this.dueUs, Math.min(atUs, nowUs)) : atUs
      return false
    }
    this.wakeAtUs = atUs
    this.#host.wait(this)
    return true
  }

  #request(action: Extract<Action, { kind: 'request' | 'together' }>): void {
    const dueUs = this.dueUs
    if (action.kind === 'request') {
      const { request } = action
      this.#host.send(this, request, dueUs, (result, traceSeq) =>
        this.#resume(this.#answer(request, result, dueUs, traceSeq)),
      )
      return
    }
    const { requests } = action
    const replies = new Array<Reply>(requests.length)
    let missing = requests.length
    if (missing === 0) throw new Error('a scenario asked for no requests together')
    requests.forEach((request, at) => {
      this.#host.send(this, request, dueUs, (result, traceSeq) => {
        replies[at] = this.#answer(request, result, dueUs, traceSeq)
        if (--missing === 0) this.#resume(replies)
      })
    })
  }

  #answer(request: StepRequest, result: HttpResult, dueUs: number, traceSeq: number): Reply {
    const reply = replyOf(request, result, dueUs)
    this.dueUs = Math.max(this.dueUs, reply.endUs)
    this.#pending.push({ request, reply, result, traceSeq })
    return reply
  }

  // Samples are recorded only now that the script has seen its answers: it may have found fault with one of them.
  #recordPending(): void {
    if (this.#pending.length === 0) return
    for (const { request, reply, result, traceSeq } of this.#pending) {
      const kind = this.#verdicts?.get(reply)
      this.#host.record(request, kind ? { ...reply, ok: false, failure: kind } : reply, result, traceSeq)
    }
    this.#pending = []
    this.#verdicts = undefined
  }
}

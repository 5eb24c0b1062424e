import type { Random } from '../base/random.js'
import type { UserAgent } from '../http/exchange.js'
import type { FailureKind } from '../metrics/sample.js'
import type { Behaviour } from '../profile/event-profile.js'
import type { Account, Action, Answer, Reply, Scenario, Script, StepRequest, User } from '../scenarios/scenario.js'
import { drawVisit } from '../scenarios/visit.js'
import { type Answered, answered } from './answered.js'
import type { Host, Person } from './host.js'
import { Outbox } from './outbox.js'
import type { Timed } from './timer-wheel.js'
import { Unrecorded } from './unrecorded.js'

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
  /** Run time since which the person is logged in, kept by the host; undefined when not. */
  loggedInSinceUs: number | undefined

  readonly #host: Host
  readonly #script: Script
  readonly #unrecorded = new Unrecorded()
  #outbox: Outbox | undefined
  #isCollecting = false
  #isOver = false

  constructor(person: Person, scenario: Scenario, agent: UserAgent, host: Host) {
    this.index = person.index
    this.account = person.account
    this.random = person.random
    this.behaviour = person.behaviour
    this.requestTimeoutUs = person.requestTimeoutUs
    this.agent = agent
    this.dueUs = person.arrivalUs
    const { coldCache, lengthUs } = drawVisit(person.random, person.behaviour)
    this.coldCache = coldCache
    this.leaveUs = person.arrivalUs + lengthUs
    this.#host = host
    this.#script = scenario(this)
  }

  start(): void {
    this.#resume(undefined)
  }

  /** The time waited for has come, or the run is winding down and the wait is over early. */
  wake(): void {
    if (this.#isCollecting) {
      if (this.stopping) return
      this.#isCollecting = false
    }
    this.dueUs = this.stopping ? Math.min(this.wakeAtUs, Math.max(this.dueUs, this.#host.nowUs())) : this.wakeAtUs
    this.#resume(undefined)
  }

  /** The run is over before the script is: what was answered is still recorded. */
  cutOff(): void {
    this.#takeSent()
    this.#unrecorded.recordWith(this.#host)
  }

  setLoggedIn(loggedIn: boolean): void {
    if (loggedIn !== (this.loggedInSinceUs !== undefined)) this.#host.loggedIn(this, loggedIn)
  }

  fail(reply: Reply, kind: FailureKind): void {
    this.#unrecorded.fail(reply, kind)
  }

  #resume(answer: Answer): void {
    let next = this.#next(answer)
    while (!next.done) {
      const action = next.value
      if (action.kind === 'request' || action.kind === 'together') {
        this.#request(action)
        return
      }
      let reply: Answer
      if (action.kind === 'felt') this.#host.felt(action)
      else if (action.kind === 'send') this.#send(action.request)
      else if (action.kind === 'until') {
        if (this.#waits(action.atUs)) return
      } else {
        if (this.#collects(action.untilUs)) return
        reply = this.#collected()
      }
      next = this.#next(reply)
    }
    this.#isOver = true
    if (this.#outbox?.isComplete ?? true) this.#end()
  }

  #next(answer: Answer): IteratorResult<Action, void> {
    const next = this.#script.next(answer)
    if (next.done || next.value.kind !== 'felt') this.#unrecorded.recordWith(this.#host)
    return next
  }

  #end(): void {
    this.#takeSent()
    this.#unrecorded.recordWith(this.#host)
    this.setLoggedIn(false)
    this.#host.ended(this)
  }

  #waits(atUs: number): boolean {
    const nowUs = this.#host.nowUs()
    if (this.stopping || atUs <= nowUs) {
      if (!this.stopping) this.#host.passed(atUs)
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
      this.#host.send(this, request, dueUs, (result, traceSeq) => {
        this.#resume(this.#take([answered(request, result, dueUs, traceSeq)])[0])
      })
      return
    }
    if (action.requests.length === 0) throw new Error('a scenario asked for no requests together')
    for (const request of action.requests) this.#send(request)
    this.#isCollecting = true
  }

  #send(request: StepRequest): void {
    const dueUs = this.dueUs
    this.#outbox ??= new Outbox()
    const outbox = this.#outbox
    const arrived = outbox.expect()
    this.#host.send(this, request, dueUs, (result, traceSeq) => {
      arrived(answered(request, result, dueUs, traceSeq))
      if (!outbox.isComplete) return
      if (this.#isOver) this.#end()
      else if (this.#isCollecting) {
        this.#isCollecting = false
        if (this.inWheel) this.#host.cancelWait(this)
        this.#resume(this.#collected())
      }
    })
  }

  #collects(untilUs: number): boolean {
    if (this.#outbox?.isComplete ?? true) return false
    if (!this.stopping && untilUs <= this.#host.nowUs()) {
      this.dueUs = untilUs
      return false
    }
    this.#isCollecting = true
    if (!this.stopping && untilUs < Number.POSITIVE_INFINITY) {
      this.wakeAtUs = untilUs
      this.#host.wait(this)
    }
    return true
  }

  // Undefined while an answer is missing.
  #collected(): readonly Reply[] | undefined {
    if (this.#outbox?.isComplete === false) return undefined
    return this.#takeSent()
  }

  // Who waits keeps no empty outbox.
  #takeSent(): readonly Reply[] {
    const outbox = this.#outbox
    if (outbox?.isComplete) this.#outbox = undefined
    return this.#take(outbox?.take() ?? [])
  }

  // What is done next is due when the last answer came.
  #take(answers: readonly Answered[]): readonly Reply[] {
    this.#unrecorded.hold(answers)
    return answers.map(({ reply }) => {
      this.dueUs = Math.max(this.dueUs, reply.endUs)
      return reply
    })
  }
}

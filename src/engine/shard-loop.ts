import type { HttpResult } from '../http/exchange.js'
import { FELT_SUBJECTS, type Reply, type StepRequest } from '../scenarios/scenario.js'
import { Crowd } from './crowd.js'
import type { DueCount } from './due-seconds.js'
import { Flights } from './flights.js'
import type { Host } from './host.js'
import { Logins } from './logins.js'
import { sampleOf } from './request-sample.js'
import type { ShardCounts, ShardOptions } from './shard-options.js'
import { TimerWheel } from './timer-wheel.js'
import { Turns } from './turns.js'
import { VirtualUser } from './virtual-user.js'

const LONGEST_NAP_US = 50_000

/**
 * The loop of one shard: users `shard`, `shard + shards`, … arrive by plan, act, and are replaced when they leave. One
 * timer for all of them. `run` resolves when the last user is gone, or 10 s after everybody was asked to leave.
 */
export class ShardLoop implements Host {
  readonly #o: ShardOptions
  readonly #wheel: TimerWheel<VirtualUser>
  readonly #crowd: Crowd
  readonly #flights: Flights
  readonly #logins = new Logins()
  readonly #turns: Turns
  #finish: (() => void) | undefined

  constructor(options: ShardOptions) {
    this.#o = options
    this.#turns = new Turns(() => this.#turn(), options.napMs ?? 1, this)
    const { scenario, transport } = options
    this.#crowd = new Crowd(options, {
      enter: (person) => new VirtualUser(person, scenario, transport.agent(person.index), this),
      onArrival: (dueUs) => this.#recordLag(dueUs),
      askToLeave: (user, atUs) => this.#askToLeave(user, atUs),
    })
    this.#flights = new Flights(options.epochUs)
    this.#wheel = new TimerWheel(0)
  }

  get counts(): ShardCounts {
    return {
      arrived: this.#crowd.arrived,
      active: this.#crowd.size,
      loggedIn: this.#logins.count,
      waiting: this.#wheel.size,
    }
  }

  get ledger(): { readonly due: number; readonly sent: number; readonly sessionUs: number } {
    return { ...this.#flights.ledger, sessionUs: this.#logins.sessionUs }
  }

  /** Requests that were due, by second, since the last call. */
  takeDue(): readonly DueCount[] {
    return this.#flights.dueSeconds.take()
  }

  run(): Promise<void> {
    return new Promise((resolve) => {
      this.#finish = resolve
      this.#turn()
    })
  }

  /** Everybody finishes and logs out; whoever is not done after 10 s is cut off and counted as in flight. */
  stop(): void {
    this.#crowd.stop(this.nowUs())
    this.#turns.planIn(0)
  }

  nowUs(): number {
    return this.#o.clock.nowUs() - this.#o.epochUs
  }

  wait(user: VirtualUser): void {
    this.#wheel.add(user)
    // An answer that came during a nap may ask for less than what is left of it.
    this.#turns.planBy(user.wakeAtUs)
  }

  passed(atUs: number): void {
    const lagUs = this.#turns.lagAt(atUs)
    if (lagUs > 0) this.#recordLag(atUs, lagUs)
  }

  cancelWait(user: VirtualUser): void {
    this.#wheel.remove(user)
  }

  send(
    user: VirtualUser,
    request: StepRequest,
    dueUs: number,
    done: (result: HttpResult, traceSeq: number) => void,
  ): void {
    this.#flights.send(user.agent, request, dueUs, this.#o.trace(dueUs), done)
  }

  record(request: StepRequest, reply: Reply, result: HttpResult, traceSeq: number): void {
    const header = result.kind === 'response' ? result.head.serverTiming : undefined
    const timing = header === undefined ? undefined : this.#o.serverTiming(header)
    this.#o.sink(sampleOf(request.step.id, reply, result, timing, traceSeq))
    if (!reply.ok) this.#o.onFailure(request, reply, result)
  }

  felt(action: Parameters<Host['felt']>[0]): void {
    const { ok, startUs, endUs } = action
    this.#o.sink({ kind: 'felt', subject: FELT_SUBJECTS.indexOf(action.subject), ok, startUs, endUs })
  }

  loggedIn(user: VirtualUser, isIn: boolean): void {
    this.#logins.change(user, isIn, this.nowUs())
  }

  ended(user: VirtualUser): void {
    this.#crowd.ended(user)
  }

  #turn(): void {
    const nowUs = this.#turns.begin()
    this.#crowd.letArrive(nowUs)
    this.#crowd.letDepart(nowUs)
    this.#wheel.advance(nowUs, (user) => this.#wake(user))
    if (this.#crowd.isOver(nowUs)) this.#end()
    else this.#turns.planIn(this.#napUs(nowUs))
  }

  #wake(user: VirtualUser): void {
    if (!user.stopping) this.#recordLag(user.wakeAtUs)
    user.wake()
  }

  #recordLag(intendedUs: number, lagUs = Math.max(0, this.nowUs() - intendedUs)): void {
    this.#o.sink({ kind: 'lag', intendedUs, lagUs })
  }

  #napUs(nowUs: number): number {
    const arrivalInUs = this.#crowd.nextArrivalUs - nowUs
    return Math.max(0, Math.min(arrivalInUs, this.#wheel.idleUs(nowUs, LONGEST_NAP_US)))
  }

  #askToLeave(user: VirtualUser, atUs: number): void {
    if (user.stopping) return
    // What was due before that is still done: a loop that stood still must not lose it.
    if (user.wakeAtUs < atUs && this.#wheel.remove(user)) this.#wake(user)
    user.stopping = true
    if (this.#wheel.remove(user)) user.wake()
  }

  #end(): void {
    this.#turns.end()
    for (const sample of this.#flights.cutOff()) this.#o.sink(sample)
    for (const user of this.#crowd.cutOff()) {
      user.cutOff()
      user.agent.close()
      this.#logins.cutOff(user, this.nowUs())
    }
    this.#finish?.()
  }
}

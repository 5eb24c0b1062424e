import type { HttpResult } from '../http/exchange.js'
import { FELT_SUBJECTS, type Reply, type StepRequest } from '../scenarios/scenario.js'
import { PlannedRoster } from '../schedule/planned-roster.js'
import type { Roster } from '../schedule/roster.js'
import type { DueCount } from './due-seconds.js'
import { Flights } from './flights.js'
import type { Host } from './host.js'
import { Logins } from './logins.js'
import { sampleOf } from './request-sample.js'
import type { ShardCounts, ShardOptions } from './shard-options.js'
import { TimerWheel } from './timer-wheel.js'
import { Turns } from './turns.js'
import { VirtualUser } from './virtual-user.js'
import { Visitors } from './visitors.js'

const LONGEST_NAP_US = 50_000
const GRACE_US = 10_000_000

/**
 * The loop of one shard: users `shard`, `shard + shards`, … arrive by plan, act, and are replaced when they leave. One
 * timer for all of them. `run` resolves when the last user is gone, or 10 s after everybody was asked to leave.
 */
export class ShardLoop implements Host {
  readonly #o: ShardOptions
  readonly #wheel: TimerWheel<VirtualUser>
  readonly #roster: Roster
  readonly #active = new Map<number, VirtualUser>()
  readonly #flights: Flights
  readonly #visitors: Visitors
  readonly #logins = new Logins()
  #arrived = 0
  #stopAllUs = Number.POSITIVE_INFINITY
  #giveUpUs: number
  readonly #turns: Turns
  #finish: (() => void) | undefined

  constructor(options: ShardOptions) {
    this.#o = options
    this.#turns = new Turns(() => this.#turn(), options.napMs ?? 1, this)
    this.#roster = options.roster ?? new PlannedRoster(options.profile, options.shard, options.shards)
    this.#giveUpUs = this.#roster.endUs + GRACE_US
    this.#visitors = new Visitors(options)
    this.#flights = new Flights(options.epochUs)
    this.#wheel = new TimerWheel(0)
  }

  get counts(): ShardCounts {
    return {
      arrived: this.#arrived,
      active: this.#active.size,
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
    const nowUs = this.nowUs()
    this.#stopAllUs = Math.min(this.#stopAllUs, nowUs)
    this.#giveUpUs = Math.min(this.#giveUpUs, nowUs + GRACE_US)
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
    this.#active.delete(user.index)
    user.agent.close()
    const isReplaced = this.#o.profile.behaviour.session.kind !== 'one-pass' && !Number.isFinite(this.#stopAllUs)
    if (isReplaced && this.#roster.isKept(user.index, user.dueUs)) this.#arrive(user.index, user.dueUs)
  }

  #turn(): void {
    const nowUs = this.#turns.begin()
    this.#letArrive(nowUs)
    this.#letDepart(nowUs)
    this.#wheel.advance(nowUs, (user) => this.#wake(user))
    if (this.#isOver(nowUs)) this.#end()
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
    const arrivalInUs = this.#roster.nextArrivalUs - nowUs
    return Math.max(0, Math.min(arrivalInUs, this.#wheel.idleUs(nowUs, LONGEST_NAP_US)))
  }

  #letArrive(nowUs: number): void {
    if (nowUs >= this.#stopAllUs) this.#roster.close()
    for (let due = this.#roster.takeArrival(nowUs); due; due = this.#roster.takeArrival(nowUs)) {
      this.#recordLag(due.atUs)
      this.#arrived++
      // Who was sent away may still be on the way out: then the next one comes when he is gone.
      if (!this.#active.has(due.slot)) this.#arrive(due.slot, due.atUs)
    }
  }

  #arrive(slot: number, atUs: number): void {
    const { scenario, transport } = this.#o
    const user = new VirtualUser(this.#visitors.next(slot, atUs), scenario, transport.agent(slot), this)
    this.#active.set(slot, user)
    user.start()
  }

  #letDepart(nowUs: number): void {
    if (nowUs >= this.#stopAllUs) for (const user of [...this.#active.values()]) this.#askToLeave(user, this.#stopAllUs)
    for (let due = this.#roster.takeDeparture(nowUs); due; due = this.#roster.takeDeparture(nowUs)) {
      const user = this.#active.get(due.slot)
      if (user) this.#askToLeave(user, due.atUs)
    }
  }

  #askToLeave(user: VirtualUser, atUs: number): void {
    if (user.stopping) return
    // What was due before that is still done: a loop that stood still must not lose it.
    if (user.wakeAtUs < atUs && this.#wheel.remove(user)) this.#wake(user)
    user.stopping = true
    if (this.#wheel.remove(user)) user.wake()
  }

  #isOver(nowUs: number): boolean {
    if (nowUs >= this.#giveUpUs) return true
    return this.#active.size === 0 && this.#roster.closed
  }

  #end(): void {
    this.#turns.end()
    for (const sample of this.#flights.cutOff()) this.#o.sink(sample)
    for (const user of this.#active.values()) {
      user.cutOff()
      user.agent.close()
      this.#logins.cutOff(user, this.nowUs())
    }
    this.#active.clear()
    this.#finish?.()
  }
}

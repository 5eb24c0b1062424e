import type { HttpResult } from '../http/exchange.js'
import { FELT_SUBJECTS, type Reply, type StepRequest } from '../scenarios/scenario.js'
import { Roster } from '../schedule/roster.js'
import { stagesOf } from '../schedule/stages.js'
import { Alarm } from './alarm.js'
import { Flights } from './flights.js'
import type { Host } from './host.js'
import { sampleOf } from './request-sample.js'
import type { ShardCounts, ShardOptions } from './shard-options.js'
import { TimerWheel } from './timer-wheel.js'
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
  #loggedIn = 0
  #arrived = 0
  #sessionUs = 0
  #stopAllUs = Number.POSITIVE_INFINITY
  #giveUpUs: number
  readonly #alarm: Alarm
  // Minus infinity while a turn runs: it sets the time of the next one itself.
  #nextTurnUs = Number.NEGATIVE_INFINITY
  #finish: (() => void) | undefined

  constructor(options: ShardOptions) {
    this.#o = options
    this.#alarm = new Alarm(() => this.#turn(), options.napMs ?? 1)
    this.#roster = new Roster(options.profile, options.shard, options.shards)
    const end = stagesOf(options.profile).at(-1)
    this.#giveUpUs = (end?.toUs ?? 0) + GRACE_US
    this.#visitors = new Visitors(options)
    this.#flights = new Flights(options.epochUs)
    this.#wheel = new TimerWheel(0)
  }

  get counts(): ShardCounts {
    return { arrived: this.#arrived, active: this.#active.size, loggedIn: this.#loggedIn, waiting: this.#wheel.size }
  }

  get ledger(): { readonly due: number; readonly sent: number; readonly sessionUs: number } {
    return { ...this.#flights.ledger, sessionUs: this.#sessionUs }
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
    this.#schedule(0)
  }

  nowUs(): number {
    return this.#o.clock.nowUs() - this.#o.epochUs
  }

  wait(user: VirtualUser): void {
    this.#wheel.add(user)
    // An answer that came during a nap may ask for less than what is left of it.
    if (user.wakeAtUs < this.#nextTurnUs) this.#schedule(user.wakeAtUs - this.nowUs())
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

  loggedIn(change: 1 | -1): void {
    this.#loggedIn += change
    // The sum of all ends less that of all beginnings is the sum of the lengths.
    this.#sessionUs -= change * this.nowUs()
  }

  ended(user: VirtualUser): void {
    this.#active.delete(user.index)
    user.agent.close()
    const { behaviour, ramp, holdUs } = this.#o.profile
    const isReplaced = behaviour.session.kind !== 'one-pass' && !user.stopping
    if (isReplaced && user.dueUs < ramp.durationUs + holdUs) this.#arrive(user.index, user.dueUs)
  }

  #turn(): void {
    this.#nextTurnUs = Number.NEGATIVE_INFINITY
    const nowUs = this.nowUs()
    this.#letArrive(nowUs)
    this.#letDepart(nowUs)
    this.#wheel.advance(nowUs, (user) => {
      if (!user.stopping) this.#recordLag(user.wakeAtUs)
      user.wake()
    })
    if (this.#isOver(nowUs)) this.#end()
    else this.#schedule(this.#napUs(nowUs))
  }

  #recordLag(intendedUs: number): void {
    this.#o.sink({ kind: 'lag', intendedUs, lagUs: Math.max(0, this.nowUs() - intendedUs) })
  }

  #schedule(delayUs: number): void {
    this.#nextTurnUs = this.nowUs() + delayUs
    this.#alarm.set(delayUs)
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
      this.#arrive(due.slot, due.atUs)
    }
  }

  #arrive(slot: number, atUs: number): void {
    const { scenario, transport } = this.#o
    const user = new VirtualUser(this.#visitors.next(slot, atUs), scenario, transport.agent(slot), this)
    this.#active.set(slot, user)
    user.start()
  }

  #letDepart(nowUs: number): void {
    if (nowUs >= this.#stopAllUs) for (const user of [...this.#active.values()]) this.#askToLeave(user)
    for (let due = this.#roster.takeDeparture(nowUs); due; due = this.#roster.takeDeparture(nowUs)) {
      const user = this.#active.get(due.slot)
      if (user) this.#askToLeave(user)
    }
  }

  #askToLeave(user: VirtualUser): void {
    if (user.stopping) return
    user.stopping = true
    if (this.#wheel.remove(user)) user.wake()
  }

  #isOver(nowUs: number): boolean {
    if (nowUs >= this.#giveUpUs) return true
    return this.#active.size === 0 && this.#roster.closed
  }

  #end(): void {
    this.#alarm.clear()
    for (const sample of this.#flights.cutOff()) this.#o.sink(sample)
    for (const user of this.#active.values()) {
      user.cutOff()
      user.agent.close()
    }
    // Who is still logged in stays until now.
    this.#sessionUs += this.#loggedIn * this.nowUs()
    this.#active.clear()
    this.#finish?.()
  }
}

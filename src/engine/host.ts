import type { Random } from '../base/random.js'
import type { HttpResult } from '../http/exchange.js'
import type { Behaviour } from '../profile/event-profile.js'
import type { Account, Action, Reply, StepRequest } from '../scenarios/scenario.js'
import type { VirtualUser } from './virtual-user.js'

/** What a virtual user needs of the loop that drives it. Run times throughout. */
export interface Host {
  nowUs(): number
  wait(user: VirtualUser): void
  /** A time was to be waited for that has passed. */
  passed(atUs: number): void
  /** What was waited for came before its time. */
  cancelWait(user: VirtualUser): void
  send(
    user: VirtualUser,
    request: StepRequest,
    dueUs: number,
    done: (result: HttpResult, traceSeq: number) => void,
  ): void
  record(request: StepRequest, reply: Reply, result: HttpResult, traceSeq: number): void
  felt(action: Extract<Action, { kind: 'felt' }>): void
  loggedIn(user: VirtualUser, isIn: boolean): void
  ended(user: VirtualUser): void
}

/** Who plays a script, and from when. */
export interface Person {
  readonly index: number
  readonly account: Account
  readonly random: Random
  readonly behaviour: Behaviour
  readonly requestTimeoutUs: number
  readonly arrivalUs: number
}

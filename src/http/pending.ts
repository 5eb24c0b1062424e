import { roundDurationText } from '../base/quantity-text.js'
import type { Deadlines, Watched } from './deadlines.js'
import type { HttpRequest, HttpResult, ResponseHead, Timing } from './exchange.js'
import type { Trouble } from './failure.js'

/** Who has a request in hand and must let go of it when its time is up. */
export interface Holder {
  giveUp(pending: Pending): void
}

/** One request under way, from `send` to its only call of `done`. Times in microseconds of the clock. */
export class Pending implements Watched {
  readonly request: HttpRequest
  readonly deadlineUs: number
  place = -1
  holder: Holder
  sentUs: number | undefined
  connectUs: number | undefined
  tlsUs: number | undefined
  tlsResumed: boolean | undefined
  bytesIn = 0
  bytesOut = 0
  /** Has it been sent a second time, on a fresh connection? */
  isRetried = false
  readonly #deadlines: Deadlines
  #done: ((result: HttpResult) => void) | undefined

  constructor(
    request: HttpRequest,
    done: (result: HttpResult) => void,
    holder: Holder,
    nowUs: number,
    deadlines: Deadlines,
  ) {
    this.request = request
    this.deadlineUs = nowUs + request.timeoutUs
    this.holder = holder
    this.#deadlines = deadlines
    this.#done = done
    deadlines.add(this)
  }

  succeed(status: number, head: ResponseHead, body: string, bodyBytes: number, endUs: number): void {
    this.#settle({ kind: 'response', status, head, body, bodyBytes, timing: this.#timing(endUs) })
  }

  fail({ reason, message }: Trouble, endUs: number): void {
    this.#settle({ kind: 'failure', reason, message, timing: this.#timing(endUs) })
  }

  /**
   * May it be sent a second time after this trouble on a kept connection? RFC 9110 9.2.2, and what browsers do: the server may have
   * closed it while the request was on its way.
   */
  maySendAgain({ reason }: Trouble): boolean {
    const isSafe = this.request.method === 'GET' || this.request.method === 'HEAD'
    return reason === 'reset' && isSafe && this.bytesIn === 0 && !this.isRetried
  }

  expire(nowUs: number): void {
    this.holder.giveUp(this)
    this.fail({ reason: 'timeout', message: `no answer within ${roundDurationText(this.request.timeoutUs)}` }, nowUs)
  }

  #settle(result: HttpResult): void {
    const done = this.#done
    this.#done = undefined
    this.#deadlines.remove(this)
    done?.(result)
  }

  #timing(endUs: number): Timing {
    const { sentUs, connectUs, tlsUs, tlsResumed, bytesIn, bytesOut } = this
    return { sentUs, endUs, connectUs, tlsUs, tlsResumed, bytesIn, bytesOut }
  }
}

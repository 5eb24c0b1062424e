import type { HttpResult } from '../http/exchange.js'
import type { Reply, StepRequest } from '../scenarios/scenario.js'
import { replyOf } from './reply.js'

/** An answer whose sample is not recorded yet. */
export interface Answered {
  readonly request: StepRequest
  readonly reply: Reply
  readonly result: HttpResult
  readonly traceSeq: number
}

/** An answer, checked against what its step expects. `result` carries run times. */
export const answered = (request: StepRequest, result: HttpResult, dueUs: number, traceSeq: number): Answered => ({
  request,
  reply: replyOf(request, result, dueUs),
  result,
  traceSeq,
})

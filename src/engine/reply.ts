import type { HttpResult } from '../http/exchange.js'
import type { FailureKind } from '../metrics/sample.js'
import type { Reply, StepRequest } from '../scenarios/scenario.js'

/** The answer as the scenario sees it: checked against what its step expects. `result` carries run times. */
export const replyOf = ({ step }: StepRequest, result: HttpResult, dueUs: number): Reply => {
  const { endUs } = result.timing
  if (result.kind === 'failure') return { ok: false, failure: failureOf(result.reason), dueUs, endUs }
  const failure = step.check(result)
  return failure === undefined
    ? { ok: true, response: result, dueUs, endUs }
    : { ok: false, failure, response: result, dueUs, endUs }
}

// A request that this machine could not send has no kind of its own: it is counted as dropped, by its missing `sentUs`.
const failureOf = (reason: 'timeout' | 'connect' | 'tls' | 'reset' | 'protocol' | 'local'): FailureKind =>
  reason === 'local' ? 'connect' : reason

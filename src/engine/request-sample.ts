import type { HttpResult } from '../http/exchange.js'
import type { Outcome, RequestSample } from '../metrics/sample.js'
import type { Reply } from '../scenarios/scenario.js'

/** Back-end durations of one answer, microseconds, and operations in the stores; -1 where the header did not speak of it. */
export interface ServerTiming {
  readonly jettyUs: number
  readonly cassandraUs: number
  readonly elasticsearchUs: number
  readonly cassandraOperations: number
  readonly elasticsearchOperations: number
}

const SILENT: ServerTiming = {
  jettyUs: -1,
  cassandraUs: -1,
  elasticsearchUs: -1,
  cassandraOperations: -1,
  elasticsearchOperations: -1,
}

/** The one sample that a request leaves. `result` and `reply` carry run times. */
export const sampleOf = (
  step: number,
  reply: Reply,
  result: HttpResult,
  told: ServerTiming = SILENT,
  traceSeq = 0,
): RequestSample => ({
  kind: 'request',
  step,
  outcome: outcomeOf(reply, result),
  intendedUs: reply.dueUs,
  sentUs: result.timing.sentUs ?? -1,
  endUs: result.timing.endUs,
  bytesIn: result.timing.bytesIn,
  bytesOut: result.timing.bytesOut,
  jettyUs: told.jettyUs,
  cassandraUs: told.cassandraUs,
  elasticsearchUs: told.elasticsearchUs,
  cassandraOperations: told.cassandraOperations,
  elasticsearchOperations: told.elasticsearchOperations,
  traceSeq,
})

// Refused by the platform is a failure, though nothing was sent; refused by this machine is dropped.
const outcomeOf = (reply: Reply, result: HttpResult): Outcome => {
  if (result.kind === 'failure' && result.reason === 'local') return 'dropped'
  return reply.ok ? 'ok' : reply.failure
}

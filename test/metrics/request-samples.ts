import type { RequestSample } from '../../src/metrics/sample.js'

/** A request that went well: due and sent at 0.1 s, answered 20 ms later, no tier known. */
export const requestSample = (change: Partial<RequestSample> = {}): RequestSample => ({
  kind: 'request',
  step: 0,
  outcome: 'ok',
  intendedUs: 100_000,
  sentUs: 100_000,
  endUs: 120_000,
  bytesIn: 2_000,
  bytesOut: 300,
  jettyUs: -1,
  cassandraUs: -1,
  elasticsearchUs: -1,
  cassandraOperations: -1,
  elasticsearchOperations: -1,
  traceSeq: 0,
  ...change,
})

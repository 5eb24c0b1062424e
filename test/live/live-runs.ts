import type { RequestSample } from '../../src/metrics/sample.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { requestSample } from '../metrics/request-samples.js'

/** The record of one second with this many requests that took 40 ms, and whatever else is added. */
export const recordOf = (
  second: number,
  requests: number,
  more: readonly Partial<RequestSample>[] = [],
): SecondRecord => {
  const book = new SecondBook()
  const intendedUs = second * 1_000_000
  const times = { intendedUs, sentUs: intendedUs, endUs: intendedUs + 40_000 }
  for (let i = 0; i < requests; i++) book.record(requestSample({ ...times, bytesIn: 1024, bytesOut: 512 }))
  for (const change of more) book.record(requestSample({ ...times, bytesIn: 0, bytesOut: 0, ...change }))
  book.record({ kind: 'lag', intendedUs, lagUs: 1_500 })
  const [record = { second }] = book.flush()
  return record
}

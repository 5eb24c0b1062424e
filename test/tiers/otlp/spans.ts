import type { Origin, Span } from '../../../src/tiers/otlp/span.js'
import { traceIdOf } from '../../../src/tiers/trace.js'

export const RUN_ID = '0123456789abcdef'
/** A trace of this run, and our own span in it. */
export const TRACE_ID = traceIdOf(RUN_ID, 1, 7)
export const OUR_SPAN = TRACE_ID.slice(16)

/** A process of the application. */
export const process = (node: string, service = 'tatami'): Origin => ({ key: `${service}@${node}`, service, node })

const JETTY = process('jetty-1')
/** Any moment: times of tests count from here. */
export const START_US = 1_790_000_000_000_000

/** A span from one microsecond to another after the start; internal, right below the request's unless told otherwise. */
export const span = (name: string, startUs: number, endUs: number, change: Partial<Span> = {}): Span => ({
  traceId: TRACE_ID,
  spanId: idOf(name),
  parentId: idOf('request'),
  kind: 'internal',
  startUs: START_US + startUs,
  endUs: START_US + endUs,
  database: '',
  peer: '',
  origin: JETTY,
  ...change,
})

/** The application's span of our request. */
export const request = (startUs: number, endUs: number, change: Partial<Span> = {}): Span =>
  span('request', startUs, endUs, { kind: 'server', parentId: OUR_SPAN, ...change })

/** A call of a database. */
export const call = (
  database: string,
  name: string,
  startUs: number,
  endUs: number,
  change: Partial<Span> = {},
): Span => span(name, startUs, endUs, { kind: 'client', database, ...change })

/** A span id that stands for a name. */
export const idOf = (name: string): string => Buffer.from(name.padEnd(8, '.').slice(0, 8)).toString('hex')

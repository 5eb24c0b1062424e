import type { OperationReading, SignalReading } from '../node-reader.js'
import type { UpSince } from '../steady-start.js'

/** What a metrics servlet tells, whichever library it is of. */
export interface ServletMetrics {
  readonly library: 'Yammer' | 'Dropwizard'
  /** The library and version, as far as its answer tells. */
  readonly version: string
  /** By name. */
  readonly timers: readonly OperationReading[]
  readonly signals: readonly SignalReading[]
  /** The server's wall clock as it answered, milliseconds. */
  readonly clockMs?: number
  readonly up?: UpSince
}

import type { SignalName } from '../metrics/node-span.js'
import type { SignalReading } from './node-reader.js'

/** A signal of which the value is known; none where it is not. */
export const signalReading = (name: SignalName, value: number | undefined, of?: string): readonly SignalReading[] =>
  value === undefined ? [] : [{ name, ...(of !== undefined && { of }), value }]

/** Whole milliseconds as microseconds, as long as they are exact. */
export const msAsUs = (ms: number | undefined): number | undefined =>
  ms !== undefined && Number.isSafeInteger(ms * 1_000) ? ms * 1_000 : undefined

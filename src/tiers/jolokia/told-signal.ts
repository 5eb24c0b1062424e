import type { SignalName } from '../../metrics/node-span.js'
import { textOf } from '../foreign-json.js'
import type { SignalReading } from '../node-reader.js'
import { signalReading } from '../signal-reading.js'
import { countOf, exact } from './bean.js'

interface Of {
  /** The pool, collector or operation. */
  readonly of?: string | undefined
  /** What one of the server's units is in ours. */
  readonly times?: number
}

/** A signal where the server told a number for it, as a list of one or none. */
export const toldSignal = (name: SignalName, value: unknown, { of, times = 1 }: Of = {}): readonly SignalReading[] => {
  const count = countOf(value)
  return signalReading(name, count === undefined ? undefined : exact(Math.round(count * times)), textOf(of))
}

import type { SignalReading } from '../node-reader.js'
import { exact } from './bean.js'

/** Signals of the same name and the same pool or cache made one, so that each has one value whose gain can be told. */
export const summedSignals = (signals: readonly SignalReading[]): readonly SignalReading[] => {
  const sums = new Map<string, SignalReading>()
  for (const signal of signals) {
    const key = `${signal.name} ${signal.of ?? ''}`
    const before = sums.get(key)
    sums.set(key, before ? { ...before, value: exact(before.value + signal.value) ?? before.value } : signal)
  }
  return [...sums.values()]
}

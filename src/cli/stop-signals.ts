import type { StopSwitch } from '../run/run-options.js'
import { EXIT_CODES } from '../verdict/exit-code.js'

/** Where signals come from; tests pass an emitter of their own. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/** The first SIGINT or SIGTERM asks the run to stop, the second ends the process at once; all it started ends with it. */
export const stopOnSignals = (
  signals: SignalSource,
  onFirst: () => void,
  exit: (code: number) => void,
): StopSwitch & { release(): void } => {
  let isAsked = false
  const listeners: (() => void)[] = []
  const hear = (): void => {
    if (isAsked) {
      exit(EXIT_CODES.interrupted)
      return
    }
    isAsked = true
    onFirst()
    for (const listener of listeners) listener()
  }
  signals.on('SIGINT', hear)
  signals.on('SIGTERM', hear)
  return {
    onStop: (listener) => (isAsked ? listener() : void listeners.push(listener)),
    release: () => {
      signals.off('SIGINT', hear)
      signals.off('SIGTERM', hear)
    },
  }
}

import { setTimeout as pause } from 'node:timers/promises'

const PAUSE_MS = 100

/** Asks again and again until the condition holds, or the signal is aborted. */
export const untilTrue = async (holds: () => Promise<boolean>, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted && !(await holds())) await pause(PAUSE_MS)
}

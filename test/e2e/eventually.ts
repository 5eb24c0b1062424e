import { setTimeout as pause } from 'node:timers/promises'

/** Waits until the condition holds, looking every 50 ms; throws what it waited for when the limit has passed. */
export const eventually = async (what: string, limitMs: number, holds: () => boolean): Promise<void> => {
  const deadline = Date.now() + limitMs
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${limitMs} ms`)
    await pause(50)
  }
}

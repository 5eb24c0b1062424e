import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 10_000

/** Waits until a condition holds; fails after 10 s. */
export const until = async (holds: () => boolean): Promise<void> => {
  const giveUpMs = performance.now() + PATIENCE_MS
  while (!holds()) {
    if (performance.now() > giveUpMs) throw new Error(`still not so after ${PATIENCE_MS / 1_000} s: ${holds}`)
    await sleep(2)
  }
}

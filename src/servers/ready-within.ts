import { setTimeout as pause } from 'node:timers/promises'
import { PreflightError } from '../base/errors.js'
import { roundDurationText } from '../base/quantity-text.js'
import type { StackProcess } from './stack-process.js'

/**
 * What a part of the stack answers when it is ready. Rejects with one sentence, and what the part said last, when it ends
 * before or takes longer than the time given.
 */
export const readyWithin = async <T>(
  ready: Promise<T>,
  part: StackProcess,
  withinMs: number,
  lastWords: () => string | undefined,
): Promise<T> => {
  const givingUp = new AbortController()
  const late = pause(withinMs, `${part.name} was not ready within ${roundDurationText(withinMs * 1_000)}`, {
    signal: givingUp.signal,
  })
  const ended = part.exited.then((cause) => `${cause} before it was ready`)
  const failed = Promise.race([ended, late]).then((cause) => {
    const words = lastWords()
    throw new PreflightError(words === undefined ? cause : `${cause}: ${words}`)
  })
  try {
    return await Promise.race([ready, failed])
  } finally {
    givingUp.abort()
    failed.catch(() => undefined)
    ready.catch(() => undefined)
  }
}

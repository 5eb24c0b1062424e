import { setTimeout as pause } from 'node:timers/promises'
import { PreflightError } from '../base/errors.js'
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
  const late = pause(withinMs, undefined, { signal: givingUp.signal }).then(() => `${part.name} was not ready in time`)
  const ended = Promise.race([part.exited, late]).then((cause) => {
    const words = lastWords()
    throw new PreflightError(`the rehearsal cannot start: ${cause}${words === undefined ? '' : `: ${words}`}`)
  })
  try {
    return await Promise.race([ready, ended])
  } finally {
    givingUp.abort()
    ended.catch(() => undefined)
    ready.catch(() => undefined)
  }
}

import { PreflightError } from '../base/errors.js'
import type { Timing } from './pace.js'
import { PlatformError } from './platform-error.js'

/** How many accounts are worked on at once, and until when. */
export interface Going {
  readonly timing: Timing
  /** Accounts worked on at the same time. */
  readonly concurrency: number
  /** Aborted: those under way are finished, no other is begun. */
  readonly signal?: AbortSignal
}

const RETRIES = 3
const FIRST_PAUSE_MS = 250

/**
 * Does the same for each account, several at a time; work that meets a PlatformError is done again from its start, three
 * times at most, so it has to look for what is there already. The first failure beyond that ends it with a PreflightError.
 */
export const forEachAccount = async <T>(
  accounts: Iterable<T>,
  going: Going,
  work: (account: T) => Promise<void>,
): Promise<void> => {
  const waiting = accounts[Symbol.iterator]()
  const failures: unknown[] = []
  const worker = async (): Promise<void> => {
    while (failures.length === 0 && !going.signal?.aborted) {
      const next = waiting.next()
      if (next.done) return
      await persistently(() => work(next.value), going.timing).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: going.concurrency }, worker))
  if (failures.length > 0) throw sentenceOf(failures[0])
}

const persistently = async (work: () => Promise<void>, timing: Timing): Promise<void> => {
  for (let failed = 0; ; failed++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof PlatformError) || failed === RETRIES) throw error
      await timing.pause(FIRST_PAUSE_MS * 4 ** failed)
    }
  }
}

const sentenceOf = (error: unknown): unknown =>
  error instanceof PlatformError ? new PreflightError(`${error.message} (${RETRIES + 1} times); ${GO_ON}`) : error

const GO_ON = 'what is done is kept: run the same command again to go on'

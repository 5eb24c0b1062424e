import { expect, test } from 'vitest'
import { forEachAccount, type Going } from '../../src/accounts/for-each-account.js'
import { PlatformError } from '../../src/accounts/platform-error.js'
import { PreflightError } from '../../src/base/errors.js'

const going = (change: Partial<Going> = {}) => {
  const pauses: number[] = []
  const pause = async (ms: number): Promise<void> => {
    pauses.push(ms)
  }
  return { pauses, how: { timing: { clock: { nowUs: () => 0 }, pause }, concurrency: 3, ...change } }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('every account is worked on once, never more of them at a time than allowed', async () => {
  const done: number[] = []
  let under = 0
  let most = 0
  await forEachAccount(
    Array.from({ length: 10 }, (_, i) => i),
    going().how,
    async (account) => {
      most = Math.max(most, ++under)
      await turn()
      under--
      done.push(account)
    },
  )
  expect(done.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(most).toBe(3)
})

test('work that the platform disturbed is done again after growing pauses', async () => {
  const { how, pauses } = going()
  let attempts = 0
  await forEachAccount([0], how, async () => {
    if (++attempts < 4) throw new PlatformError('GET /x answered 500')
  })
  expect(attempts).toBe(4)
  expect(pauses).toEqual([250, 1_000, 4_000])
})

test('what fails again and again ends it in one sentence, and no other account is begun', async () => {
  const begun: number[] = []
  const work = async (account: number): Promise<void> => {
    begun.push(account)
    throw new PlatformError('GET /x answered 500')
  }
  const failed = forEachAccount([0, 1, 2], going({ concurrency: 1 }).how, work)
  await expect(failed).rejects.toThrow(PreflightError)
  await expect(failed).rejects.toThrow('GET /x answered 500 (4 times); what is done is kept')
  expect(new Set(begun)).toEqual(new Set([0]))
})

test('an error of another kind is not tried again', async () => {
  const { how, pauses } = going()
  const work = async (): Promise<void> => {
    throw new TypeError('a mistake')
  }
  await expect(forEachAccount([0], how, work)).rejects.toThrow(TypeError)
  expect(pauses).toEqual([])
})

test('once it is stopped, what is under way is finished and nothing else begun', async () => {
  const stop = new AbortController()
  const done: number[] = []
  await forEachAccount([0, 1, 2, 3], going({ concurrency: 2, signal: stop.signal }).how, async (account) => {
    if (account === 1) stop.abort()
    await turn()
    done.push(account)
  })
  expect(done).toEqual([0, 1])
})

import { afterEach, expect, test } from 'vitest'
import { inWitnessSession } from '../../../src/capacity/witness/witness-session.js'
import { type FakeOptions, type FakeTatami, startFake } from '../../preflight/fake-tatami.js'

let platform: FakeTatami | undefined
afterEach(async () => {
  await platform?.close()
  platform = undefined
})

const profile = {
  accounts: { kind: 'pattern', pattern: 'user{n}@bank.example', password: 'open-sesame', first: 0 },
  users: 1,
} as const

const session = async <T>(work: (cookie: string) => Promise<T>, options: FakeOptions = {}): Promise<T> => {
  platform = await startFake(options)
  const { port } = platform
  return inWitnessSession({ fronts: [{ host: `127.0.0.1:${port}`, address: '127.0.0.1', port }] }, profile, work)
}

test('the session lasts as long as the work, and is logged out of then', async () => {
  let seenInWork: readonly string[] = []
  const answer = await session(async (cookie) => {
    seenInWork = [...(platform?.seen ?? [])]
    return cookie
  })
  expect(answer).toBe('JSESSIONID=of-user0@bank.example')
  expect(seenInWork).not.toContain('GET /tatami/logout')
  expect(platform?.seen.at(-1)).toBe('GET /tatami/logout')
})

test('work that fails is logged out of as well', async () => {
  await expect(session(() => Promise.reject(new Error('no autocannon')))).rejects.toThrow('no autocannon')
  expect(platform?.seen.at(-1)).toBe('GET /tatami/logout')
})

test('what was found stands where the platform is gone by then', async () => {
  const found = await session(async () => {
    await platform?.close()
    return 7
  })
  expect(found).toBe(7)
})

test('a login that is refused is told, and nothing is logged out of', async () => {
  await expect(session(async () => 7, { refused: ['user0@bank.example'] })).rejects.toThrow(
    /refuses the login of user0@bank\.example$/,
  )
  expect(platform?.seen).not.toContain('GET /tatami/logout')
})

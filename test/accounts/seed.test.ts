import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { followGraph } from '../../src/accounts/follow-graph.js'
import { journalPath } from '../../src/accounts/journal.js'
import { Pace, systemTiming } from '../../src/accounts/pace.js'
import { Platform } from '../../src/accounts/platform.js'
import { seedPlatform } from '../../src/accounts/seed.js'
import { teamName } from '../../src/accounts/seed-groups.js'
import { SEED_DEFAULTS, type SeedOptions } from '../../src/accounts/seed-options.js'
import { postsEach, seedTexts } from '../../src/accounts/seed-texts.js'
import { type Account, register, usernameOf } from '../../src/accounts/session.js'
import { PreflightError, UsageError } from '../../src/base/errors.js'
import { readAccountsCsv } from '../../src/profile/accounts-csv.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { lossyFront, type Mishap } from './lossy-front.js'
import { type RehearsalNode, startNode, targetAt } from './rehearsal-node.js'
import { asking, seedDeps, smallSeeding } from './seeded-platform.js'

let node: RehearsalNode
beforeAll(async () => {
  node = await startNode()
})
afterAll(() => node?.stop())

const POSTS_EACH = postsEach(8)
const NOTHING = { found: 0, made: 0 }

const accountsIn = (path: string): Account[] => {
  const book = readAccountsCsv(readFileSync(path, 'utf8'), path)
  if ('remedy' in book) throw new Error(book.remedy)
  return Array.from({ length: book.count }, (_, i) => book.at(i))
}

// What stands on the platform is exactly what was planned, nothing twice.
const expectSeeded = async ({ csvPath, users, followersMean, seed, target }: SeedOptions): Promise<void> => {
  const accounts = accountsIn(csvPath)
  expect(accounts).toHaveLength(users)
  const { friends, posts, groups } = asking(target)
  const graph = followGraph(users, followersMean, seed)
  for (const [i, account] of accounts.entries()) {
    const names = graph.friendsOf(i).map((friend) => accounts[friend] && usernameOf(accounts[friend]))
    expect(await friends(account)).toEqual(names.sort())
    expect(await posts(account)).toEqual([...seedTexts(i, POSTS_EACH)].sort())
    expect(await groups(account)).toEqual([{ name: teamName(0), publicGroup: true, counter: users, member: true }])
  }
}

test('makes accounts that can log in, follow each other and have posts, and writes them down for their owner only', async () => {
  const options = smallSeeding(node.target)
  const seen: string[] = []
  const outcome = await seedPlatform(
    options,
    seedDeps({ onProgress: ({ phase, done, of }) => seen.push(`${phase} ${done} of ${of}`) }),
  )
  expect(outcome).toEqual({
    complete: true,
    counts: {
      accounts: { found: 0, made: 8 },
      follows: { found: 0, made: 24 },
      groups: { found: 0, made: 8 },
      posts: { found: 0, made: 8 * POSTS_EACH },
    },
    refused: [],
    csvPath: options.csvPath,
  })
  await expectSeeded(options)
  expect(readFileSync(options.csvPath, 'utf8')).toMatch(/^login,password\nclerk1@shop\S+,made-up-secret\n/)
  expect(statSync(options.csvPath).mode & 0o777).toBe(0o600)
  expect(seen).toHaveLength(3 * 8 + 1)
  expect(seen).toContain('posts 8 of 8')
})

test('a second call makes nothing, whether it remembers the first one or not', async () => {
  const options = smallSeeding(node.target, { password: 'known' })
  await seedPlatform(options, seedDeps())
  const counts = {
    accounts: { found: 8, made: 0 },
    follows: { found: 24, made: 0 },
    groups: { found: 8, made: 0 },
    posts: { found: 8 * POSTS_EACH, made: 0 },
  }
  expect(await seedPlatform(options, seedDeps())).toMatchObject({ complete: true, counts })
  rmSync(options.csvPath)
  rmSync(journalPath(options.csvPath))
  expect(await seedPlatform(options, seedDeps())).toMatchObject({ complete: true, counts })
  await expectSeeded(options)
})

test('a larger call adds what is missing', async () => {
  const options = smallSeeding(node.target, { users: 8, followersMean: 1 })
  await seedPlatform(options, seedDeps())
  const { counts } = await seedPlatform({ ...options, users: 10 }, seedDeps())
  expect(counts.accounts).toEqual({ found: 8, made: 2 })
  expect(accountsIn(options.csvPath)).toHaveLength(10)
})

test('accounts are spread over groups of fifty, each made by its first account', async () => {
  const options = smallSeeding(node.target, { users: 52, followersMean: 0 })
  const taken = await takeAccount(options, 51)
  const { counts, refused } = await seedPlatform(options, seedDeps())
  expect([counts.groups, refused]).toEqual([{ found: 0, made: 51 }, [taken]])
  const { groups } = asking(node.target)
  const accounts = accountsIn(options.csvPath)
  const teams = await Promise.all([...accounts.slice(0, 1), ...accounts.slice(49)].map(groups))
  expect(teams.flat().map(({ name, counter }) => [name, counter])).toEqual([
    [teamName(0), 50],
    [teamName(0), 50],
    [teamName(1), 1],
  ])
})

test('one that is asked to stop finishes what it began, and the next goes on', async () => {
  const options = smallSeeding(node.target)
  const stop = new AbortController()
  const onProgress = ({ phase }: { readonly phase: string }) => phase === 'follows' && stop.abort()
  const cut = await seedPlatform(options, seedDeps({ signal: stop.signal, onProgress }))
  expect(cut).toMatchObject({ complete: false, counts: { accounts: { made: 8 }, posts: NOTHING } })
  expect(existsSync(options.csvPath)).toBe(false)
  const { complete, counts } = await seedPlatform(options, seedDeps())
  expect(complete).toBe(true)
  expect(counts.follows.found).toBe(cut.counts.follows.made)
  await expectSeeded(options)
})

test('one that is killed leaves no doubles when it is repeated', async () => {
  const options = smallSeeding(node.target)
  const script = join(temporaryFolder(), 'seed.mjs')
  // Tells of each step, so that it can be killed in the middle of its posts.
  writeFileSync(
    script,
    `import { seedPlatform } from ${JSON.stringify(new URL('../../dist/accounts/seed.js', import.meta.url).href)}
    const timing = { clock: { nowUs: () => Math.round(performance.now() * 1000) }, pause: (ms) => new Promise((r) => setTimeout(r, ms)) }
    const onProgress = (progress) => process.send(progress)
    await seedPlatform(${JSON.stringify(options)}, { timing, onProgress, newPassword: () => 'made-up-secret' })`,
  )
  const child = fork(script, [], { execArgv: [] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  child.on('message', ({ phase, done }: { phase: string; done: number }) => {
    if (phase === 'posts' && done === 3) child.kill('SIGKILL')
  })
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(existsSync(options.csvPath)).toBe(false)
  const { counts } = await seedPlatform(options, seedDeps())
  expect(counts).toMatchObject({ accounts: { found: 8, made: 0 }, follows: { found: 24, made: 0 } })
  expect(counts.posts.found).toBeGreaterThanOrEqual(3 * POSTS_EACH)
  expect(counts.posts.found + counts.posts.made).toBe(8 * POSTS_EACH)
  await expectSeeded(options)
})

test('answers and sessions that are lost on the way leave no doubles', async () => {
  const seen = new Map<string, number>()
  const planned: Readonly<Record<string, Mishap>> = {
    'POST /tatami/register/automatic 3': 'answer-lost',
    'POST /tatami/rest/groups 1': 'answer-lost',
    'PUT 3': 'answer-lost',
    'PUT 5': 'session-lost',
    'PATCH 5': 'answer-lost',
    'PATCH 9': 'session-lost',
    'POST /tatami/rest/statuses/ 20': 'answer-lost',
    'POST /tatami/rest/statuses/ 40': 'session-lost',
  }
  const met = new Set<string>()
  const target = await lossyFront(node.target, (method, path) => {
    const call = method === 'PATCH' || method === 'PUT' ? method : `${method} ${path}`
    seen.set(call, (seen.get(call) ?? 0) + 1)
    const mishap = `${call} ${seen.get(call)}`
    if (planned[mishap]) met.add(mishap)
    return planned[mishap]
  })
  const options = smallSeeding(target)
  const pauses: number[] = []
  const pause = async (ms: number): Promise<void> => {
    if (ms >= 250) pauses.push(ms)
  }
  const { complete } = await seedPlatform(options, seedDeps({ timing: { ...systemTiming, pause } }))
  expect(complete).toBe(true)
  expect([...met].sort()).toEqual(Object.keys(planned).sort())
  expect(pauses).toHaveLength(8)
  await expectSeeded(options)
})

const takeAccount = async ({ target, pattern }: SeedOptions, n: number): Promise<string> => {
  const platform = await Platform.open(target, new Pace(1_000, systemTiming))
  const login = pattern.replace('{n}', String(n))
  await platform.browse((browser) => register(browser, { login, password: 'of somebody else' }))
  return login
}

test('its own logins are not those of the people that a rehearsal has from the start', async () => {
  const outcome = await seedPlatform(smallSeeding(node.target, { pattern: SEED_DEFAULTS.pattern }), seedDeps())
  expect(outcome).toMatchObject({ complete: true, refused: [], counts: { accounts: { found: 0, made: 8 } } })
})

test('an account of somebody else is left out of everything and named', async () => {
  const options = smallSeeding(node.target)
  const login = await takeAccount(options, 3)
  const outcome = await seedPlatform(options, seedDeps())
  expect(outcome).toMatchObject({ complete: true, refused: [login], counts: { accounts: { found: 0, made: 7 } } })
  const accounts = accountsIn(options.csvPath)
  expect(accounts).toHaveLength(7)
  const { friends } = asking(node.target)
  for (const account of accounts) expect(await friends(account)).not.toContain('clerk3')
  expect(outcome.counts.groups).toEqual({ found: 0, made: 7 })
})

test('a platform that does not register the first account ends it with one sentence that tells no password', async () => {
  const options = smallSeeding(node.target)
  const login = await takeAccount(options, 1)
  const failed = await seedPlatform(options, seedDeps()).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(PreflightError)
  expect(String(failed)).toContain(`${login} cannot log in, even after it was registered`)
  expect(String(failed)).toContain('there before, with another password')
  expect(String(failed)).toContain(`--pattern 'new{n}${login.slice(login.indexOf('@'))}'`)
  expect(String(failed)).not.toMatch(/secret|\n/)
  // As the sentence says, naming the password helps.
  const again = await seedPlatform({ ...options, password: 'of somebody else' }, seedDeps())
  expect(again.counts.accounts.found).toBeGreaterThanOrEqual(1)
})

test('a platform that is not there ends it with one sentence', async () => {
  const options = smallSeeding(targetAt('http://127.0.0.1:1'))
  const failed = seedPlatform(options, seedDeps())
  await expect(failed).rejects.toThrow(PreflightError)
  await expect(failed).rejects.toThrow('nothing is listening on 127.0.0.1:1')
  expect(existsSync(journalPath(options.csvPath))).toBe(false)
})

test('an accounts file that no seeding wrote is never replaced', async () => {
  const options = smallSeeding(node.target)
  writeFileSync(options.csvPath, 'precious')
  await expect(seedPlatform(options, seedDeps())).rejects.toThrow(UsageError)
  expect(readFileSync(options.csvPath, 'utf8')).toBe('precious')
})

import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteRunPosts, undoSeed } from '../../src/accounts/delete-posts.js'
import { wholeLine } from '../../src/accounts/own-posts.js'
import { systemTiming } from '../../src/accounts/pace.js'
import { seedPlatform } from '../../src/accounts/seed.js'
import { postsEach } from '../../src/accounts/seed-texts.js'
import type { Account } from '../../src/accounts/session.js'
import { UsageError } from '../../src/base/errors.js'
import { HOME_TIMELINE, STATUSES } from '../../src/tatami/routes.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { type RehearsalNode, startNode } from './rehearsal-node.js'
import { asking, seedDeps, smallSeeding } from './seeded-platform.js'

let node: RehearsalNode
beforeAll(async () => {
  node = await startNode()
})
afterAll(() => node?.stop())

const POSTS_EACH = postsEach(4)
const deps = { timing: systemTiming }
const how = () => ({ target: node.target, ratePerSec: 5_000, concurrency: 4 })

const say = (account: Account, content: string, statusPrivate = false): Promise<unknown> =>
  asking(node.target).as(account, (session) =>
    session.json('POST', STATUSES, { content, groupId: '', attachmentIds: [], replyTo: '', statusPrivate }),
  )

// Everything in the account's home time-line that they wrote, private posts included.
const written = (account: Account): Promise<string[]> =>
  asking(node.target).as(account, async (session) => {
    const contents: string[] = []
    for await (const { username, content } of wholeLine(session, HOME_TIMELINE)) {
      if (username === session.username) contents.push(content ?? '')
    }
    return contents.sort()
  })

const seeded = async () => {
  const options = smallSeeding(node.target, { users: 4, followersMean: 2, password: 'known' })
  await seedPlatform(options, seedDeps())
  const accounts = [1, 2, 3, 4].map((n) => ({ login: options.pattern.replace('{n}', String(n)), password: 'known' }))
  return { options, accounts }
}

test('undoing deletes the seeded posts, all of them and no others, and seeding again makes them anew', async () => {
  const { options, accounts } = await seeded()
  const [first = { login: '', password: '' }] = accounts
  await say(first, 'my own words')
  const { posts } = asking(node.target)
  expect(await posts(first)).toHaveLength(1 + POSTS_EACH)
  expect(await undoSeed({ ...how(), csvPath: options.csvPath }, deps)).toEqual({
    deleted: 4 * POSTS_EACH,
    accounts: 4,
    refused: 0,
  })
  expect(await posts(first)).toEqual(['my own words'])
  expect(await undoSeed({ ...how(), csvPath: options.csvPath }, deps)).toMatchObject({ deleted: 0 })
  const { counts } = await seedPlatform(options, seedDeps())
  expect(counts).toEqual({
    accounts: { found: 4, made: 0 },
    follows: { found: 8, made: 0 },
    groups: { found: 4, made: 0 },
    posts: { found: 0, made: 4 * POSTS_EACH },
  })
})

test('a seeding that was cut before it wrote its file is undone from its journal', async () => {
  const { options } = await seeded()
  rmSync(options.csvPath)
  expect(await undoSeed({ ...how(), csvPath: options.csvPath }, deps)).toMatchObject({
    deleted: 4 * POSTS_EACH,
    accounts: 4,
  })
  expect(existsSync(options.csvPath)).toBe(false)
})

test('undoing without any file says which one is missing', async () => {
  const csvPath = join(temporaryFolder(), 'accounts.csv')
  await expect(undoSeed({ ...how(), csvPath }, deps)).rejects.toThrow(UsageError)
  await expect(undoSeed({ ...how(), csvPath }, deps)).rejects.toThrow(`${csvPath}: is not there`)
})

test("a run's posts are deleted, private ones too, from behind many others, and nothing else", async () => {
  const { accounts } = await seeded()
  const [ann = { login: '', password: '' }, bob = { login: '', password: '' }] = accounts
  for (let i = 0; i < 25; i++) await say(ann, `budget ${i} #tatami-load-0a`, i % 5 === 0)
  await say(ann, 'of another run #tatami-load-0ab')
  await say(bob, 'mine, too #tatami-load-0a #hiring')
  await say(bob, 'about #tatami-load-0a-like things')
  const before = new Set([...(await written(ann)), ...(await written(bob))])
  const progress: number[] = []
  const outcome = await deleteRunPosts(
    { ...how(), accounts, tag: 'tatami-load-0a', sinceMs: Date.now() },
    { ...deps, onProgress: (done) => progress.push(done) },
  )
  expect(outcome).toEqual({ deleted: 26, accounts: 4, refused: 0 })
  expect(progress).toEqual([1, 2, 3, 4])
  const left = new Set([...(await written(ann)), ...(await written(bob))])
  const gone = [...before].filter((content) => !left.has(content))
  expect(gone).toHaveLength(26)
  expect(gone.every((content) => content.split(' ').includes('#tatami-load-0a'))).toBe(true)
  expect(left).toContain('of another run #tatami-load-0ab')
})

test('posts from before the run are left alone, and accounts that cannot log in are counted', async () => {
  const { accounts } = await seeded()
  const [ann = { login: '', password: '' }] = accounts
  await say(ann, 'old #tatami-load-0b')
  const dayLater = Date.now() + 86_400_000
  const stranger = { login: 'stranger@nowhere.example', password: 'x' }
  const asked = { ...how(), accounts: [ann, stranger], tag: 'tatami-load-0b', sinceMs: dayLater }
  expect(await deleteRunPosts(asked, deps)).toEqual({ deleted: 0, accounts: 2, refused: 1 })
})

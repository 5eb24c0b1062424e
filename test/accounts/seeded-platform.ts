import { join } from 'node:path'
import { ownPosts } from '../../src/accounts/own-posts.js'
import { Pace, systemTiming } from '../../src/accounts/pace.js'
import { Platform } from '../../src/accounts/platform.js'
import { SEED_DEFAULTS, type SeedDeps, type SeedOptions } from '../../src/accounts/seed-options.js'
import { type Account, inSession, type Session } from '../../src/accounts/session.js'
import type { Target } from '../../src/profile/event-profile.js'
import { GROUPS, user } from '../../src/tatami/routes.js'
import type { GroupShape } from '../../src/tatami/shapes.js'
import { temporaryFolder } from '../metrics/stored-runs.js'

let companies = 0

/** A small seeding into a company of its own, since the platform outlives the test; the accounts' file goes with it. */
export const smallSeeding = (target: Target, change: Partial<SeedOptions> = {}): SeedOptions => ({
  ...SEED_DEFAULTS,
  target,
  users: 8,
  followersMean: 3,
  pattern: `clerk{n}@shop${process.pid}-${++companies}.example`,
  csvPath: join(temporaryFolder(), 'accounts.csv'),
  ratePerSec: 5_000,
  ...change,
})

export const seedDeps = (change: Partial<SeedDeps> = {}): SeedDeps => ({
  timing: systemTiming,
  newPassword: () => 'made-up-secret',
  ...change,
})

/** What an account sees of the platform, by asking it. */
export const asking = (target: Target) => {
  const as = async <T>(account: Account, work: (session: Session) => Promise<T>): Promise<T> => {
    const platform = await Platform.open(target, new Pace(5_000, systemTiming))
    const result = await inSession(platform, account, work)
    if (result === undefined) throw new Error(`${account.login} cannot log in`)
    return result
  }
  return {
    as,
    friends: (account: Account) =>
      as(account, async (session) => {
        const users = (await session.json('GET', `${user(session.username)}/friends`)) as { username: string }[]
        return users.map(({ username }) => username).sort()
      }),
    groups: (account: Account) =>
      as(account, async (session) => {
        const groups = (await session.json('GET', GROUPS)) as GroupShape[]
        return groups.map(({ name, publicGroup, counter, member }) => ({ name, publicGroup, counter, member }))
      }),
    posts: (account: Account) =>
      as(account, async (session) => {
        const contents: string[] = []
        for await (const { content } of ownPosts(session)) contents.push(content ?? '')
        return contents.sort()
      }),
  }
}

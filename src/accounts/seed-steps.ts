import { STATUSES, user as userPath } from '../tatami/routes.js'
import type { UserShape } from '../tatami/shapes.js'
import { ownPosts } from './own-posts.js'
import type { Platform } from './platform.js'
import { PlatformError } from './platform-error.js'
import { type Account, logIn, logOut, register, type Session } from './session.js'

/** What one step found on the platform already, and what it made. */
export interface StepOutcome {
  readonly found: number
  readonly made: number
}

/** Makes the account unless it can log in already; undefined when it cannot after that either. */
export const ensureAccount = (platform: Platform, account: Account): Promise<StepOutcome | undefined> =>
  platform.browse(async (browser) => {
    const isThere = await logIn(browser, account)
    if (!isThere) {
      await register(browser, account)
      if (!(await logIn(browser, account))) return undefined
    }
    await logOut(browser)
    return isThere ? { found: 1, made: 0 } : { found: 0, made: 1 }
  })

/** Lets the session's user follow those of the names that they do not follow yet. */
export const ensureFollows = async (session: Session, names: readonly string[]): Promise<StepOutcome> => {
  const friends = await friendsOf(session)
  const missing = names.filter((name) => !friends.has(name))
  for (const name of missing) {
    // `friend` alone would be accepted, and nothing would happen.
    const followed = await session.json('PATCH', userPath(name), { friendShip: true, friend: true })
    if (!isFriend(followed))
      throw new PlatformError(`PATCH ${userPath(name)} did not make ${session.username} follow them`)
  }
  return { found: names.length - missing.length, made: missing.length }
}

/** Posts those of the texts that do not stand in the user's own time-line yet. */
export const ensurePosts = async (session: Session, texts: readonly string[]): Promise<StepOutcome> => {
  const missing = new Set(texts)
  for await (const { content } of ownPosts(session)) {
    if (content !== null) missing.delete(content)
    if (missing.size === 0) break
  }
  for (const content of missing) await session.json('POST', STATUSES, { ...EMPTY_POST, content })
  return { found: texts.length - missing.size, made: missing.size }
}

const EMPTY_POST = { groupId: '', attachmentIds: [], replyTo: '', geoLocalization: '', statusPrivate: false }

const friendsOf = async (session: Session): Promise<ReadonlySet<string>> => {
  const path = `${userPath(session.username)}/friends`
  const users = await session.json('GET', path)
  if (!Array.isArray(users)) throw new PlatformError(`GET ${path} answered no list of users`)
  return new Set(users.map((user: Partial<UserShape>) => user.username ?? ''))
}

const isFriend = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'friend' in value && value.friend === true

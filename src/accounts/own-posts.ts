import { userTimeline, withQuery } from '../tatami/routes.js'
import type { StatusShape } from '../tatami/shapes.js'
import { PlatformError } from './platform-error.js'
import type { Session } from './session.js'

/** What is read of a status in a line. */
export type LineStatus = Pick<StatusShape, 'statusId' | 'timelineId' | 'username' | 'content' | 'statusDate'>

/** The public posts of the session's user, newest first, page by page. */
export const ownPosts = (session: Session): AsyncGenerator<LineStatus> =>
  wholeLine(session, userTimeline(session.username))

/** A line's statuses, newest first, read page by page while they are taken. */
export async function* wholeLine(session: Session, path: string): AsyncGenerator<LineStatus> {
  const seen = new Set<string>()
  let finish: string | undefined
  for (;;) {
    const page = statusesIn(await session.json('GET', withQuery(path, { finish })), path)
    const fresh = page.filter(({ timelineId }) => !seen.has(timelineId))
    yield* fresh
    for (const { timelineId } of fresh) seen.add(timelineId)
    // The last but one: where the status of that id is gone by then, Tatami leaves out the next one, which is known.
    finish = (fresh.at(-2) ?? fresh.at(-1))?.timelineId
    // Pages are shorter than what was asked for, so that only one without news is the last.
    if (finish === undefined) return
  }
}

const statusesIn = (value: unknown, path: string): readonly LineStatus[] => {
  if (!Array.isArray(value) || !value.every(isStatus)) throw new PlatformError(`${path} answered no list of statuses`)
  return value
}

const isStatus = (value: unknown): value is LineStatus =>
  typeof value === 'object' &&
  value !== null &&
  'statusId' in value &&
  typeof value.statusId === 'string' &&
  'timelineId' in value &&
  typeof value.timelineId === 'string' &&
  'username' in value &&
  typeof value.username === 'string' &&
  'statusDate' in value &&
  typeof value.statusDate === 'number' &&
  'content' in value &&
  (typeof value.content === 'string' || value.content === null)

/** What scenarios read of a status. */
export interface SeenStatus {
  readonly statusId: string
  readonly timelineId: string
  readonly username: string
  readonly content: string | null
  readonly statusPrivate: boolean
  readonly groupId: string | null
}

/** The statuses of a time-line's answer, newest first; undefined when the answer has another shape. */
export const statusesOf = (body: string): readonly SeenStatus[] | undefined => {
  if (body === '[]') return NONE
  const list = parsed(body)
  return Array.isArray(list) && list.every(isStatus) ? list : undefined
}

/** The one status of an answer; undefined when the answer has another shape. */
export const statusOf = (body: string): SeenStatus | undefined => {
  const value = parsed(body)
  return isStatus(value) ? value : undefined
}

/** The texts under `key` in an answer that lists objects; undefined when the answer has another shape. */
export const textsOf = (body: string, key: string): readonly string[] | undefined => {
  const list = parsed(body)
  if (!Array.isArray(list)) return undefined
  const texts = list.map((item: unknown) => (isObject(item) ? item[key] : undefined))
  return texts.every((text) => typeof text === 'string') ? texts : undefined
}

/** Whether the answer is an object with `true` under `key`. */
export const isTrueAt = (body: string, key: string): boolean => {
  const value = parsed(body)
  return isObject(value) && value[key] === true
}

const NONE: readonly SeenStatus[] = []

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

// A MENTION_FRIEND entry has no content; everything else of the shape is always there.
const isStatus = (value: unknown): value is SeenStatus =>
  isObject(value) &&
  typeof value['statusId'] === 'string' &&
  typeof value['timelineId'] === 'string' &&
  typeof value['username'] === 'string' &&
  (typeof value['content'] === 'string' || value['content'] === null) &&
  typeof value['statusPrivate'] === 'boolean' &&
  (typeof value['groupId'] === 'string' || value['groupId'] === null)

import type { AppRequest } from './app-request.js'
import { ClientError } from './served-call.js'

/** The request's JSON object; anything else, an unknown property included, is the client's error as in Jackson 2.1. */
export const jsonObject = (request: AppRequest, known: readonly string[]): ReadonlyMap<string, unknown> => {
  if (!request.contentType?.startsWith('application/json')) throw new ClientError()
  const fields = new Map(Object.entries(parsed(request.body)))
  for (const name of fields.keys()) if (!known.includes(name)) throw new ClientError()
  return fields
}

/** The text under a name; undefined when it is absent or null. Throws a ClientError for anything else. */
export const optionalText = (fields: ReadonlyMap<string, unknown>, name: string): string | undefined => {
  const value = fields.get(name)
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new ClientError()
  return value
}

/** Jackson takes `"true"` for true as well. */
export const optionalBoolean = (fields: ReadonlyMap<string, unknown>, name: string): boolean | undefined => {
  const value = fields.get(name)
  if (value === undefined || value === null) return undefined
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw new ClientError()
}

const parsed = (text: string): object => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Falls through: malformed text and a wrong shape are the same to the client.
  }
  throw new ClientError()
}

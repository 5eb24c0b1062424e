import { Buffer } from 'node:buffer'
import { HOME_FILES, LOGIN_FILES, WELCOME_IMAGE } from '../tatami/static-files.js'
import { type AppReply, NOT_FOUND } from './app-reply.js'
import type { AppRequest } from './app-request.js'

const SIZES = new Map([...LOGIN_FILES, ...HOME_FILES, WELCOME_IMAGE].map(({ path, bytes }) => [path, bytes]))
const LAST_MODIFIED = 'Wed, 05 Nov 2014 10:00:00 GMT'
const LAST_MODIFIED_MS = Date.parse(LAST_MODIFIED)
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'application/javascript',
  png: 'image/png',
  jpg: 'image/jpeg',
  ico: 'image/x-icon',
}
const FILLER = Buffer.from('/* tatami */\n'.repeat(Math.ceil(Math.max(...SIZES.values()) / 13)))

/** True for what the container serves itself, without the application. */
export const isStatic = (path: string): boolean =>
  path.startsWith('/js/') || path.startsWith('/css/') || path.startsWith('/img/')

/** A file of the right size, or 304; `Last-Modified` is all there is to go by. */
export const staticReply = (request: AppRequest): AppReply => {
  const bytes = SIZES.get(request.path)
  if (bytes === undefined) return NOT_FOUND
  const headers = `Last-Modified: ${LAST_MODIFIED}\r\n`
  if (request.ifModifiedSince !== undefined && Date.parse(request.ifModifiedSince) >= LAST_MODIFIED_MS)
    return { status: 304, headers, body: '', framing: 'length' }
  const type = TYPES[request.path.slice(request.path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  return {
    status: 200,
    headers: `Content-Type: ${type}\r\n${headers}`,
    body: FILLER.subarray(0, bytes),
    framing: 'length',
  }
}

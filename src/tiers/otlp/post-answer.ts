import { Buffer } from 'node:buffer'
import type { ServerResponse } from 'node:http'
import type { PostFormat } from './decode-post.js'
import type { BodyRefusal } from './post-body.js'

/** What a post is answered with; 503 asks its sender to try again. */
export type PostStatus = 200 | 404 | 405 | 415 | BodyRefusal

/** Answers in the format that was asked in: an empty response where all went well, else a google.rpc.Status that says why. */
export const answerPost = (response: ServerResponse, status: PostStatus, format: PostFormat | undefined): void => {
  const type = format ?? 'application/json'
  const body = status === 200 ? success(type) : failure(REASONS[status], type)
  response.writeHead(status, {
    'content-type': type,
    'content-length': body.length,
    ...(status === 405 && { allow: 'POST' }),
    ...(status === 503 && { 'retry-after': '5' }),
  })
  response.end(body)
}

const REASONS: Readonly<Record<Exclude<PostStatus, 200>, string>> = {
  400: 'not a trace export that can be read',
  404: 'only POST /v1/traces is answered',
  405: 'only POST is answered',
  413: 'too large',
  415: 'only application/x-protobuf and application/json are read, plain or gzip',
  503: 'too much is being sent at once',
}

const success = (type: PostFormat): Buffer => Buffer.from(type === 'application/json' ? '{}' : '')

// Field 2 of google.rpc.Status, `message`; each reason is shorter than 128 bytes, so its length is one byte.
const failure = (message: string, type: PostFormat): Buffer =>
  type === 'application/json'
    ? Buffer.from(JSON.stringify({ message }))
    : Buffer.concat([Buffer.from([0x12, message.length]), Buffer.from(message)])

import type { Buffer } from 'node:buffer'
import { readJsonSpans } from './json-spans.js'
import { readProtobufSpans } from './protobuf-spans.js'
import { SpanBag } from './span-bag.js'

/** The two ways in which OTLP over HTTP sends traces, as content types. */
export type PostFormat = 'application/x-protobuf' | 'application/json'

/** The spans of one post of which the trace id is ours; undefined when it cannot be read, whatever it is. */
export const decodePost = (
  body: Buffer,
  format: PostFormat,
  isOurs: (traceId: string) => boolean,
): SpanBag | undefined => {
  const bag = new SpanBag(isOurs)
  try {
    if (format === 'application/json') readJsonSpans(body, bag)
    else readProtobufSpans(body, bag)
    return bag
  } catch {
    return undefined
  }
}

import type { Buffer } from 'node:buffer'
import { type Attributes, isRead, LONGEST_KEY, LONGEST_VALUE, type SentSpan } from './span.js'
import type { SpanBag } from './span-bag.js'
import { WireReader } from './wire-reader.js'

/**
 * Reads an ExportTraceServiceRequest in protobuf; field numbers by opentelemetry-proto 1.x, `trace/v1/trace.proto` and
 * `common/v1/common.proto`. Throws a `Malformed`.
 */
export const readProtobufSpans = (body: Buffer, bag: SpanBag): void => {
  const request = new WireReader(body)
  while (request.next()) if (request.field === 1) readResourceSpans(request.bytes(), bag)
}

const readResourceSpans = (message: Buffer, bag: SpanBag): void => {
  // Gone through twice, since the resource may come after what it made; keeping that would take many times its memory.
  const resource = new Map<string, string>()
  const forResource = new WireReader(message)
  while (forResource.next()) if (forResource.field === 1) readResource(forResource.bytes(), resource)
  const forSpans = new WireReader(message)
  while (forSpans.next()) if (forSpans.field === 2) readScopeSpans(forSpans.bytes(), resource, bag)
}

const readResource = (message: Buffer, into: Map<string, string>): void => {
  const resource = new WireReader(message)
  while (resource.next()) if (resource.field === 1) readAttribute(resource.bytes(), into)
}

const readScopeSpans = (message: Buffer, resource: Attributes, bag: SpanBag): void => {
  const scopeSpans = new WireReader(message)
  while (scopeSpans.next()) if (scopeSpans.field === 2) bag.add(readSpan(scopeSpans.bytes()), resource)
}

const readSpan = (message: Buffer): SentSpan => {
  const attributes = new Map<string, string>()
  const sent = { traceId: '', spanId: '', parentId: '', kind: 0, startNs: 0n, endNs: 0n, attributes }
  const span = new WireReader(message)
  while (span.next()) {
    if (span.field === 1) sent.traceId = span.hex()
    else if (span.field === 2) sent.spanId = span.hex()
    else if (span.field === 4) sent.parentId = span.hex()
    else if (span.field === 6) sent.kind = span.number()
    else if (span.field === 7) sent.startNs = span.fixed64()
    else if (span.field === 8) sent.endNs = span.fixed64()
    else if (span.field === 9) readAttribute(span.bytes(), attributes)
  }
  return sent
}

const readAttribute = (message: Buffer, into: Map<string, string>): void => {
  let key = ''
  let value: Buffer | undefined
  const attribute = new WireReader(message)
  while (attribute.next()) {
    if (attribute.field === 1) key = attribute.bytes().toString('latin1', 0, LONGEST_KEY + 1)
    else if (attribute.field === 2) value = attribute.bytes()
  }
  if (value && value.length <= LONGEST_VALUE && isRead(key)) into.set(key, readValue(value))
}

const readValue = (message: Buffer): string => {
  let text = ''
  const value = new WireReader(message)
  while (value.next()) {
    if (value.field === 1) text = value.text()
    else if (value.field === 3) text = String(value.number())
  }
  return text
}

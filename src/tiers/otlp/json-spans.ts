import type { Buffer } from 'node:buffer'
import { type Attributes, isRead, LONGEST_VALUE } from './span.js'
import { Malformed, type SpanBag } from './span-bag.js'

/**
 * Reads an ExportTraceServiceRequest in JSON as OTLP has it: names in lowerCamelCase, ids in hexadecimal of either case, 64-bit
 * numbers as strings or numbers, null as if it were not there. Throws a `Malformed`.
 */
export const readJsonSpans = (body: Buffer, bag: SpanBag): void => {
  for (const resourceSpans of list(objectOf(parsed(body)), 'resourceSpans')) {
    const resource = attributesOf(objectOf(resourceSpans['resource'] ?? {}))
    for (const scopeSpans of list(resourceSpans, 'scopeSpans')) readSpans(scopeSpans, resource, bag)
  }
}

type JsonObject = Readonly<Record<string, unknown>>

const readSpans = (scopeSpans: JsonObject, resource: Attributes, bag: SpanBag): void => {
  for (const span of list(scopeSpans, 'spans')) {
    const sent = {
      traceId: text(span['traceId']),
      spanId: text(span['spanId']),
      parentId: text(span['parentSpanId']),
      kind: typeof span['kind'] === 'number' ? span['kind'] : 0,
      startNs: nanoseconds(span['startTimeUnixNano']),
      endNs: nanoseconds(span['endTimeUnixNano']),
      attributes: attributesOf(span),
    }
    bag.add(sent, resource)
  }
}

const attributesOf = (owner: JsonObject): Attributes => {
  const attributes = new Map<string, string>()
  for (const { key, value } of list(owner, 'attributes')) {
    if (typeof key !== 'string' || !isRead(key)) continue
    const { stringValue, intValue } = objectOf(value ?? {})
    const said = text(stringValue ?? (typeof intValue === 'number' ? String(intValue) : intValue))
    if (said.length <= LONGEST_VALUE) attributes.set(key, said)
  }
  return attributes
}

const parsed = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new Malformed()
  }
}

/** A property that is a list of objects, one after the other; empty where it is missing. */
const list = function* (owner: JsonObject, name: string): Generator<JsonObject> {
  const value: unknown = owner[name] ?? []
  if (!Array.isArray(value)) throw new Malformed()
  for (const element of value) yield objectOf(element)
}

const objectOf = (value: unknown): JsonObject => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Malformed()
  return value as JsonObject
}

const text = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw new Malformed()
  return value
}

const DIGITS = /^\d{1,20}$/

const nanoseconds = (value: unknown): bigint => {
  if (value === undefined || value === null) return 0n
  if (typeof value === 'string' && DIGITS.test(value)) return BigInt(value)
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return BigInt(value)
  throw new Malformed()
}

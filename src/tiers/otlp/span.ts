import { createHash } from 'node:crypto'

/** What is kept of one OpenTelemetry span. Times in microseconds since 1970, by the clock of the server that made it. */
export interface Span {
  /** 32 lower-case hexadecimal digits. */
  readonly traceId: string
  /** 16 of them, as all span ids. */
  readonly spanId: string
  /** Empty where there is none. */
  readonly parentId: string
  readonly kind: SpanKind
  readonly startUs: number
  readonly endUs: number
  /** The database that a client span speaks to, lower case; empty where it does not say. */
  readonly database: string
  /** The service that a client span calls, as its caller names it; empty where it does not say. */
  readonly peer: string
  readonly origin: Origin
}

export type SpanKind = 'internal' | 'server' | 'client' | 'other'

/** The process that a span comes from. */
export interface Origin {
  /** The same for all spans of one process, whose times are therefore of one clock. */
  readonly key: string
  readonly service: string
  /** Its host, for people; its service where it does not say. */
  readonly node: string
}

/** A span as it was sent, its ids in hexadecimal, its times in nanoseconds. */
export interface SentSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentId: string
  readonly kind: number
  readonly startNs: bigint
  readonly endNs: bigint
  readonly attributes: Attributes
}

/** Only those that are used here: a process also sends its whole command line, which may hold secrets. */
export type Attributes = ReadonlyMap<string, string>

/** Attributes of spans and processes that are read; all others are passed over. */
export const isRead = (key: string): boolean => READ_KEYS.has(key)

/** Longer names are of no attribute that is read. */
export const LONGEST_KEY = 32
/** An attribute with a longer value counts as missing. */
export const LONGEST_VALUE = 256

/** A span but for its process; undefined for one whose ids or times cannot be. */
export const spanOf = (sent: SentSpan): Omit<Span, 'origin'> | undefined => {
  const traceId = sent.traceId.toLowerCase()
  const spanId = sent.spanId.toLowerCase()
  const parentId = sent.parentId.toLowerCase()
  if (!isId(traceId, 32) || !isId(spanId, 16) || (parentId !== '' && !HEX.test(parentId))) return undefined
  if (sent.startNs > sent.endNs || sent.endNs > LATEST_NS) return undefined
  return {
    traceId,
    spanId,
    parentId: isId(parentId, 16) ? parentId : '',
    kind: KINDS[sent.kind] ?? 'other',
    startUs: Number(sent.startNs / 1_000n),
    endUs: Number(sent.endNs / 1_000n),
    database: (sent.attributes.get('db.system.name') ?? sent.attributes.get('db.system') ?? '').toLowerCase(),
    peer: sent.attributes.get('service.peer.name') ?? sent.attributes.get('peer.service') ?? '',
  }
}

/** The process that these attributes of a resource tell of. */
export const originOf = (attributes: Attributes): Origin => {
  const told = PROCESS_KEYS.map((key) => attributes.get(key) ?? '')
  const service = attributes.get('service.name') ?? ''
  const node = attributes.get('host.name') ?? attributes.get('service.instance.id') ?? service
  const key = createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16)
  return { key, service, node: node.replace(CONTROL, '').slice(0, LONGEST_NODE) }
}

const SPAN_KEYS: readonly string[] = ['db.system', 'db.system.name', 'peer.service', 'service.peer.name']
const PROCESS_KEYS: readonly string[] = [
  'service.name',
  'service.namespace',
  'service.instance.id',
  'host.name',
  'host.id',
  'container.id',
  'k8s.pod.uid',
  'process.pid',
]
const READ_KEYS: ReadonlySet<string> = new Set([...SPAN_KEYS, ...PROCESS_KEYS])
/** By the numbers of the protocol; those that do not say are internal by its words. */
const KINDS: readonly SpanKind[] = ['internal', 'internal', 'server', 'client']
const HEX = /^[0-9a-f]*$/
const NOTHING = /^0*$/
const CONTROL = /\p{C}/gu
const LONGEST_NODE = 64
/** What stays a safe integer in microseconds: the year 2255. */
const LATEST_NS = BigInt(Number.MAX_SAFE_INTEGER) * 1_000n

const isId = (text: string, digits: number): boolean => text.length === digits && HEX.test(text) && !NOTHING.test(text)

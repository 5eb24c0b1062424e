/** One event, as Riemann's `Event` has it. */
export interface RiemannEvent {
  readonly host: string
  readonly service: string
  readonly state: string
  readonly description?: string
  readonly tags: readonly string[]
  /** Seconds after which it is void unless another has come. */
  readonly ttlS: number
  /** Unix time. */
  readonly timeS: number
  /** Finite. */
  readonly metric?: number
}

/** What is sent: events to take, or a question to the index. */
export type RiemannRequest = { readonly events: readonly RiemannEvent[] } | { readonly query: string }

/** What Riemann answers to each message. */
export type RiemannReply = { readonly isOk: true } | { readonly isOk: false; readonly error: string }

/** A `Msg` of Riemann's proto2 schema behind its length, as TCP carries it. */
export const frameOf = (request: RiemannRequest): Buffer => {
  const body =
    'query' in request
      ? bytesField(MSG.query, textField(QUERY.string, request.query))
      : Buffer.concat(request.events.map((event) => bytesField(MSG.events, eventBytes(event))))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, body])
}

/** Bytes of the length before each message. */
export const LENGTH_BYTES = 4

/** The reply in one message. Throws an Error with a sentence when the bytes are no reply of Riemann. */
export const replyOf = (body: Buffer): RiemannReply => {
  let isOk: boolean | undefined
  let error = ''
  const cursor: Cursor = { body, at: 0 }
  while (cursor.at < body.length) {
    const key = varintAt(cursor)
    const wire = key % 8
    const field = (key - wire) / 8
    if (wire === WIRE.varint) {
      const value = varintAt(cursor)
      if (field === MSG.ok) isOk = value !== 0
    } else if (wire === WIRE.bytes) {
      const bytes = bytesAt(cursor, varintAt(cursor))
      if (field === MSG.error) error = bytes.toString('utf8')
    } else if (wire === WIRE.fixed64) bytesAt(cursor, 8)
    else if (wire === WIRE.fixed32) bytesAt(cursor, 4)
    else throw new Error(NO_REPLY)
  }
  if (isOk === undefined) throw new Error(NO_REPLY)
  return isOk ? { isOk } : { isOk, error }
}

const NO_REPLY = 'something else than a reply of Riemann'
const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const
// Numbers of the fields, from riemann-java-client's proto.proto.
const MSG = { ok: 2, error: 3, query: 5, events: 6 } as const
const QUERY = { string: 1 } as const
const EVENT = { time: 1, state: 2, service: 3, host: 4, description: 5, tags: 7, ttl: 8, metricD: 14 } as const

const eventBytes = ({ host, service, state, description, tags, ttlS, timeS, metric }: RiemannEvent): Buffer =>
  Buffer.concat([
    keyOf(EVENT.time, WIRE.varint),
    varint(Math.floor(timeS)),
    textField(EVENT.state, state),
    textField(EVENT.service, service),
    textField(EVENT.host, host),
    ...(description === undefined ? [] : [textField(EVENT.description, description)]),
    ...tags.map((tag) => textField(EVENT.tags, tag)),
    floatField(EVENT.ttl, ttlS),
    ...(metric === undefined ? [] : [doubleField(EVENT.metricD, metric)]),
  ])

const keyOf = (field: number, wire: number): Buffer => varint(field * 8 + wire)

/** Of a whole number that is not negative: seven bits a byte, the lowest first. */
const varint = (value: number): Buffer => {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Buffer.from([...bytes, rest])
}

const bytesField = (field: number, bytes: Buffer): Buffer =>
  Buffer.concat([keyOf(field, WIRE.bytes), varint(bytes.length), bytes])

const textField = (field: number, text: string): Buffer => bytesField(field, Buffer.from(text, 'utf8'))

const floatField = (field: number, value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return Buffer.concat([keyOf(field, WIRE.fixed32), bytes])
}

const doubleField = (field: number, value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return Buffer.concat([keyOf(field, WIRE.fixed64), bytes])
}

interface Cursor {
  readonly body: Buffer
  at: number
}

const varintAt = (cursor: Cursor): number => {
  let value = 0
  for (let place = 1; place <= LAST_PLACE; place *= 128) {
    const byte = bytesAt(cursor, 1)[0] ?? 0
    value += (byte % 128) * place
    if (byte < 128) return value
  }
  throw new Error(NO_REPLY)
}

/** Of the tenth byte, beyond which no varint goes. */
const LAST_PLACE = 128 ** 9

const bytesAt = (cursor: Cursor, length: number): Buffer => {
  const end = cursor.at + length
  if (end > cursor.body.length) throw new Error(NO_REPLY)
  const bytes = cursor.body.subarray(cursor.at, end)
  cursor.at = end
  return bytes
}

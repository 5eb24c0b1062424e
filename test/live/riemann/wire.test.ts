import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameOf, LENGTH_BYTES, type RiemannEvent, replyOf } from '../../../src/live/riemann/wire.js'
import { decoded, framed, Msg } from './riemann-server.js'

const EVENT: RiemannEvent = {
  host: 'load-1',
  service: 'step timeline/poll p99',
  state: 'ok',
  tags: ['tatami', 'é'],
  ttlS: 10,
  timeS: 1_795_865_006,
  metric: 41.5,
}

const bodyOf = (request: Parameters<typeof frameOf>[0]): Buffer => {
  const frame = frameOf(request)
  expect(frame.readUInt32BE(0)).toBe(frame.length - LENGTH_BYTES)
  return frame.subarray(LENGTH_BYTES)
}

test('events are what a decoder of the published schema reads', () => {
  const { metric: _, ...bare } = EVENT
  expect(decoded(bodyOf({ events: [EVENT, { ...bare, description: '' }] }))).toEqual({
    events: [
      {
        host: 'load-1',
        service: 'step timeline/poll p99',
        state: 'ok',
        tags: ['tatami', 'é'],
        ttl: 10,
        time: 1_795_865_006,
        metricD: 41.5,
      },
      {
        host: 'load-1',
        service: 'step timeline/poll p99',
        state: 'ok',
        description: '',
        tags: ['tatami', 'é'],
        ttl: 10,
        time: 1_795_865_006,
      },
    ],
  })
})

test('a question is what a decoder of the published schema reads', () => {
  expect(decoded(bodyOf({ query: 'false' }))).toEqual({ query: { string: 'false' } })
  expect(bodyOf({ events: [] })).toHaveLength(0)
})

test('any event comes through whole', () => {
  const text = fc.string({ unit: 'grapheme' })
  const event: fc.Arbitrary<RiemannEvent> = fc.record(
    {
      host: text,
      service: text,
      state: text,
      description: text,
      tags: fc.array(text),
      ttlS: fc.float({ noNaN: true, noDefaultInfinity: true }),
      timeS: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      metric: fc.double({ noNaN: true, noDefaultInfinity: true }),
    },
    { requiredKeys: ['host', 'service', 'state', 'tags', 'ttlS', 'timeS'] },
  )
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const read = decoded(bodyOf({ events }))['events'] ?? []
      const expected = events.map(({ ttlS, timeS, metric, tags, ...same }) => ({
        ...same,
        ttl: ttlS,
        time: timeS,
        ...(tags.length > 0 && { tags }),
        ...(metric !== undefined && { metricD: metric }),
      }))
      expect(read).toEqual(expected)
    }),
  )
})

test.each([
  ['an acknowledgement', { ok: true }, { isOk: true }],
  ['a refusal', { ok: false, error: 'no index' }, { isOk: false, error: 'no index' }],
  ['a refusal without a reason', { ok: false }, { isOk: false, error: '' }],
  ['an answer with events', { ok: true, events: [{ host: 'a', ttl: 1, metricD: 2 }] }, { isOk: true }],
])('reads %s', (_, message, expected) => {
  expect(replyOf(framed(message).subarray(LENGTH_BYTES))).toEqual(expected)
})

test.each([
  ['nothing', []],
  ['a field without a value', [16]],
  ['a number without an end', [16, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]],
  ['a text that is cut', [26, 5, 65]],
  ['a group', [19]],
  ['neither yes nor no', [26, 1, 65]],
])('takes %s for no reply', (_, bytes) => {
  expect(() => replyOf(Buffer.from(bytes))).toThrow(new Error('something else than a reply of Riemann'))
})

test('fields that nobody knows are passed over', () => {
  const unknown = [9, 1, 2, 3, 4, 5, 6, 7, 8, 0x7d, 1, 2, 3, 4, 0x80, 1, 9]
  expect(replyOf(Buffer.from([...unknown, 16, 1]))).toEqual({ isOk: true })
})

test('whatever the bytes, there is a reply or a sentence, and no other than the schema reads', () => {
  const anyBytes = fc.uint8Array({ maxLength: 40 })
  const changed = fc
    .tuple(fc.constantFrom(...[{ ok: true }, { ok: false, error: 'no index' }].map(framed)), fc.nat(20), fc.nat(255))
    .map(([frame, at, byte]) => Uint8Array.from(frame.subarray(LENGTH_BYTES), (old, i) => (i === at ? byte : old)))
  fc.assert(
    fc.property(fc.oneof(anyBytes, changed), (bytes) => {
      try {
        const { isOk } = replyOf(Buffer.from(bytes))
        const schema = safely(() => Msg.decode(bytes).toJSON())
        if (schema) expect(isOk).toBe(schema['ok'])
      } catch (error) {
        expect(error).toEqual(new Error('something else than a reply of Riemann'))
      }
    }),
    { numRuns: 2_000 },
  )
})

const safely = <T>(make: () => T): T | undefined => {
  try {
    return make()
  } catch {
    return undefined
  }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexEventOf } from '../../../src/tiers/riemann/index-event.js'

const EVENT = {
  host: 'cass-1',
  service: 'cassandra gc',
  state: 'critical',
  description: 'long pause',
  metric: 1.5,
  tags: ['gc', 'store'],
  time: '2026-11-28T11:23:26.500Z',
  ttl: 60,
}

const read = (change: object) => indexEventOf(JSON.stringify({ ...EVENT, ...change }))

test('reads an event as Riemann writes it', () => {
  expect(read({ custom: 'attribute' })).toEqual({
    host: 'cass-1',
    service: 'cassandra gc',
    state: 'critical',
    timeMs: Date.UTC(2026, 10, 28, 11, 23, 26, 500),
    description: 'long pause',
    tags: ['gc', 'store'],
    metric: 1.5,
  })
})

test('fields that an event does not have are empty', () => {
  const none = { host: null, service: null, state: null, description: null, metric: null, tags: null }
  expect(read(none)).toEqual({
    host: '',
    service: '',
    state: '',
    timeMs: Date.UTC(2026, 10, 28, 11, 23, 26, 500),
    description: '',
    tags: [],
  })
})

test('texts are cut to sizes that a line bears, and fit to print', () => {
  const long = 'x'.repeat(10_000)
  const event = read({
    host: long,
    service: long,
    state: long,
    description: `a\u001b[2J\n\u202eb ${long}`,
    tags: Array(99).fill(long),
  })
  expect([event?.host, event?.service, event?.state, event?.description].map((text) => text?.length)).toEqual([
    200, 200, 60, 500,
  ])
  expect(event?.tags.map((tag) => tag.length)).toEqual(Array(20).fill(60))
  expect(event?.description.slice(0, 8)).toBe('a [2J b ')
})

test.each([
  ['no JSON', 'hello'],
  ['no object', '[1]'],
  ['an event without a time', JSON.stringify({ ...EVENT, time: undefined })],
  ['an event with a time that is none', JSON.stringify({ ...EVENT, time: 'soon' })],
  ['an event with a number for a state', JSON.stringify({ ...EVENT, state: 1 })],
])('takes %s for no event', (_, message) => {
  expect(indexEventOf(message)).toBeUndefined()
})

test('whatever the message, all that is told is printable', () => {
  const any = fc.anything({ maxDepth: 2 })
  const text = fc.oneof(fc.string({ unit: 'binary' }), any)
  const event = fc.record({
    host: text,
    service: text,
    state: text,
    description: text,
    metric: any,
    tags: fc.array(text),
    time: fc.oneof(fc.constant(EVENT.time), fc.string()),
  })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        event.map((one) => jsonOf(one)),
      ),
      (message) => {
        const {
          host = '',
          service = '',
          state = '',
          description = '',
          tags = [],
          timeMs = 0,
          metric = 0,
        } = indexEventOf(message) ?? {}
        for (const line of [host, service, state, description, ...tags])
          expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
        expect(Number.isFinite(timeMs) && Number.isFinite(metric)).toBe(true)
      },
    ),
  )
})

const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))

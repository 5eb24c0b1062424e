import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseScarcity, SCARCE_TIERS, scarcitiesOf } from '../../src/profile/scarce.js'

test.each([
  ['cassandra=2x5ms', { tier: 'cassandra', slots: 2, serviceUs: 5_000 }],
  [' nginx = 1 x 40us ', { tier: 'nginx', slots: 1, serviceUs: 40 }],
  ['jetty=1kx1s', { tier: 'jetty', slots: 1_000, serviceUs: 1_000_000 }],
])('%s is a scarcity', (text, expected) => {
  expect(parseScarcity(text)).toEqual(expected)
})

test.each([
  '',
  'cassandra',
  'cassandra=2',
  'cassandra=x5ms',
  'redis=1x5ms',
  'jetty=0x5ms',
  'jetty=1x5',
  'jetty=1x20s',
  'jetty=1x1us',
])('%j is none, and says what is', (text) => {
  expect(parseScarcity(text)).toMatchObject({
    path: 'rehearsal.scarce',
    value: text,
    remedy: expect.stringMatching(/cassandra=2x5ms/),
  })
})

test('of two for one tier the last one holds', () => {
  expect(scarcitiesOf(['jetty=1x5ms', 'nonsense', 'jetty=2x1ms']).get('jetty')?.slots).toBe(2)
})

test('any text is a scarcity or a problem with a remedy, never an exception', () => {
  const written = fc.tuple(
    fc.constantFrom(...SCARCE_TIERS, 'x'),
    fc.string({ maxLength: 6 }),
    fc.string({ maxLength: 6 }),
  )
  const text = fc.oneof(
    fc.string(),
    written.map(([tier, slots, time]) => `${tier}=${slots}x${time}`),
  )
  fc.assert(
    fc.property(text, (one) => {
      const found = parseScarcity(one)
      if (!('remedy' in found)) expect(found.slots).toBeGreaterThanOrEqual(1)
    }),
    { numRuns: 500, seed: 4 },
  )
})

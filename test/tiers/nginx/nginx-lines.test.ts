import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CACHE_STATUSES } from '../../../src/metrics/nginx-record.js'
import { NginxLines } from '../../../src/tiers/nginx/nginx-lines.js'

test('counts by node and second what lines say, and leaves out what they do not', () => {
  const lines = new NginxLines()
  lines.take('b', 2, {})
  lines.take('a', 1, { attempts: 2, status: 502, nth: 1, tls: 'full', cache: 'MISS' })
  lines.take('a', 1, { attempts: 1, status: 499, nth: 2, tls: 'full', cache: 'HIT' })
  lines.take('a', 1, { attempts: 0, status: 200, nth: 1, tls: 'resumed', cache: 'HIT' })
  expect(lines.flush()).toEqual([
    {
      ...{ second: 1, node: 'a', lines: 3, retried: 1, serverErrors: 1, fresh: 2, reused: 1 },
      ...{ fullHandshakes: 1, resumedHandshakes: 1, cache: { MISS: 1, HIT: 2 } },
    },
    { second: 2, node: 'b', lines: 1 },
  ])
})

test('hands out each line once', () => {
  const lines = new NginxLines()
  lines.take('a', 1, {})
  lines.flush()
  expect(lines.flush()).toEqual([])
  lines.take('a', 1, {})
  expect(lines.flush()).toEqual([{ second: 1, node: 'a', lines: 1 }])
})

test('a handshake is counted with the first request of its connection, where the format tells which that is', () => {
  const lines = new NginxLines()
  lines.take('a', 1, { tls: 'full' })
  lines.take('a', 1, { tls: 'resumed', nth: 7 })
  expect(lines.flush()).toEqual([{ second: 1, node: 'a', lines: 2, reused: 1 }])
})

test('parts never exceed the whole', () => {
  const line = fc.record(
    {
      attempts: fc.nat({ max: 3 }),
      status: fc.constantFrom(200, 404, 502),
      nth: fc.integer({ min: 1, max: 3 }),
      tls: fc.constantFrom('full', 'resumed'),
      cache: fc.constantFrom(...CACHE_STATUSES),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.array(line), (all) => {
      const lines = new NginxLines()
      for (const one of all) lines.take('a', 1, one)
      const [record] = lines.flush()
      const { fresh = 0, reused = 0, fullHandshakes = 0, resumedHandshakes = 0, cache = {}, retried = 0 } = record ?? {}
      const cached = Object.values(cache).reduce((sum, count) => sum + count, 0)
      expect(record?.lines ?? 0).toBe(all.length)
      expect(Math.max(fresh + reused, cached, retried)).toBeLessThanOrEqual(all.length)
      expect(fullHandshakes + resumedHandshakes).toBeLessThanOrEqual(fresh)
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Figures } from '../../src/live/figures.js'
import { type LiveState, liveLine } from '../../src/live/live-line.js'
import { recordOf } from './live-runs.js'

const figuresOf = (...records: readonly Parameters<typeof recordOf>[]): Figures => {
  const figures = new Figures()
  for (const record of records) figures.add(recordOf(...record))
  return figures
}

const state = (change: Partial<LiveState> = {}): LiveState => ({
  stage: 'hold',
  kind: 'lasting',
  time: { kind: 'left', us: 22_400_000 },
  users: 1_999,
  planned: 2_000,
  openConnections: 2_412,
  figures: figuresOf([0, 480]),
  overUs: 1_000_000,
  ...change,
})

const failures = [
  { outcome: 'timeout' },
  { outcome: 'timeout' },
  { outcome: 'status' },
  { outcome: 'dropped' },
] as const

test.each([
  [
    'the figures of a stage that goes on',
    state(),
    'hold       1,999 of 2,000 users  480 req/s  0 errors  p99 40.0 ms  22 s left  (last 1 s)',
  ],
  [
    'what a stage was in the end',
    state({ stage: 'ramp-down', kind: 'ended', users: 37, time: { kind: 'took', us: 90_000_000 }, overUs: 2_000_000 }),
    'ramp-down  37 of 2,000 users  240 req/s  0 errors  p99 40.0 ms  took 1 min 30 s  (whole stage)',
  ],
  [
    'errors with their share of the requests',
    state({ figures: figuresOf([0, 97, failures]) }),
    'hold       1,999 of 2,000 users  100 req/s  3 errors (3 %)  p99 40.0 ms  22 s left  (last 1 s)',
  ],
  [
    'no latency where nothing succeeded',
    state({ figures: figuresOf([0, 0, [{ outcome: 'connect' }]]) }),
    'hold       1,999 of 2,000 users  1 req/s  1 error (100 %)  p99 -  22 s left  (last 1 s)',
  ],
  [
    'nothing at all yet',
    state({ stage: 'ramp', users: 0, figures: new Figures(), time: { kind: 'left', us: -5 } }),
    'ramp       0 of 2,000 users  0 req/s  0 errors  p99 -  0 s left  (last 1 s)',
  ],
])('says %s', (_, shown, expected) => {
  expect(liveLine(shown, 200)).toBe(expected)
})

test('details tell of the generator, the network and the kinds of failure', () => {
  const line = liveLine(state({ figures: figuresOf([0, 97, failures]) }), 500, true)
  expect(line).toContain('lag p99 1.50 ms  2,412 connections  in 97.0 KiB/s, out 48.5 KiB/s  1 dropped  ')
  expect(line).toMatch(/ {2}timeout 2 {2}status 1$/)
})

test('is never wider than asked, and never cut within a figure', () => {
  const widest = liveLine(state(), 500, true)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (columns) => {
      const line = liveLine(state(), columns, true)
      expect(line.length).toBeLessThanOrEqual(columns)
      expect(line === '' || widest === line || widest.startsWith(`${line}  `)).toBe(true)
    }),
  )
})

test('figures of several seconds add up', () => {
  const both = figuresOf([0, 3, failures], [1, 5])
  expect([both.requests, both.failed, both.dropped, both.bytesIn]).toEqual([11, 3, 1, 8 * 1024])
  expect(both.failedByKind).toEqual(
    new Map([
      ['timeout', 2],
      ['status', 1],
    ]),
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StageSpan } from '../../src/metrics/run-record.js'
import type { SloWindow } from '../../src/profile/slo.js'
import { spansOf, windowText } from '../../src/verdict/spans-of.js'

const S = 1_000_000
const NEVER = Number.POSITIVE_INFINITY
/** Ramp 20 s, hold 150 s, ramp-down 10 s. */
const STAGES: readonly StageSpan[] = [
  { name: 'ramp', fromUs: 0, toUs: 20 * S },
  { name: 'hold', fromUs: 20 * S, toUs: 170 * S },
  { name: 'ramp-down', fromUs: 170 * S, toUs: 180 * S },
]
const last = (seconds: number): SloWindow => ({ kind: 'last', lengthUs: seconds * S })
const each = (seconds: number): SloWindow => ({ kind: 'each', lengthUs: seconds * S })
const secondsOf = (window: SloWindow, isLogin: boolean, endUs: number, stages = STAGES) =>
  spansOf(window, isLogin, stages, endUs).map(({ fromUs, toUs }) => [fromUs / S, toUs / S])

test.each<[string, SloWindow, boolean, number[][]]>([
  ['the hold without a window', { kind: 'default' }, false, [[20, 170]]],
  ['ramp and hold for login', { kind: 'default' }, true, [[0, 170]]],
  ['the ramp', { kind: 'ramp' }, false, [[0, 20]]],
  ['the hold, for login too', { kind: 'hold' }, true, [[20, 170]]],
  ['the whole run with its last log-outs', { kind: 'all' }, false, [[0, NEVER]]],
  ['the end of the hold', last(60), true, [[110, 170]]],
  ['all of a hold that is shorter', last(600), false, [[20, 170]]],
  [
    'one stretch after another, the rest with the last one',
    each(60),
    false,
    [
      [20, 80],
      [80, 170],
    ],
  ],
  [
    'for login from the ramp on',
    each(60),
    true,
    [
      [0, 60],
      [60, 170],
    ],
  ],
  ['one stretch where none is whole', each(600), false, [[20, 170]]],
])('%s', (_title, window, isLogin, expected) => {
  expect(secondsOf(window, isLogin, NEVER)).toEqual(expected)
})

test.each<[SloWindow, boolean, string]>([
  [{ kind: 'default' }, false, 'hold'],
  [{ kind: 'default' }, true, 'ramp and hold'],
  [{ kind: 'hold' }, true, 'hold'],
  [{ kind: 'all' }, true, 'whole run'],
  [last(90), true, 'last 1 min 30 s of the hold'],
  [each(60), true, 'each 1 min of the ramp and hold'],
])('the window %j (of login: %s) is called %s', (window, isLogin, text) => {
  expect(windowText(window, isLogin)).toBe(text)
})

describe('a run that ended early', () => {
  test.each<[string, SloWindow, number, number[][]]>([
    ['is judged to its end', { kind: 'default' }, 50, [[20, 50]]],
    ['with the last stretch before it', last(10), 50, [[40, 50]]],
    [
      'with the stretches that it had',
      each(10),
      45,
      [
        [20, 30],
        [30, 45],
      ],
    ],
    ['with all of it', { kind: 'all' }, 50, [[0, 50]]],
    ['has no hold when it ended in the ramp', { kind: 'default' }, 10, []],
    ['has no stretch of it either', each(10), 20, []],
  ])('%s', (_title, window, endS, expected) => {
    expect(secondsOf(window, false, endS * S)).toEqual(expected)
  })
})

test('a stage of no length has no span', () => {
  const stages: readonly StageSpan[] = [
    { name: 'ramp', fromUs: 0, toUs: 0 },
    { name: 'hold', fromUs: 0, toUs: 5 * S },
  ]
  expect(secondsOf({ kind: 'ramp' }, false, NEVER, stages)).toEqual([])
  expect(secondsOf({ kind: 'default' }, true, NEVER, stages)).toEqual([[0, 5]])
})

test('the stretches of a hold cover it without gap or overlap, and none is shorter than asked', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 500 }), (holdS, lengthS) => {
      const stages: readonly StageSpan[] = [{ name: 'hold', fromUs: 7 * S, toUs: (7 + holdS) * S }]
      const spans = spansOf(each(lengthS), false, stages, NEVER)
      expect(spans[0]?.fromUs).toBe(7 * S)
      expect(spans.at(-1)?.toUs).toBe((7 + holdS) * S)
      spans.forEach(({ fromUs, toUs }, i) => {
        if (i > 0) expect(fromUs).toBe(spans[i - 1]?.toUs)
        expect(toUs - fromUs).toBeGreaterThanOrEqual(Math.min(lengthS, holdS) * S)
      })
    }),
  )
})

import { expect, test } from 'vitest'
import { latenessText, missedByLateness } from '../../src/verdict/late-slos.js'
import type { SloResult } from '../../src/verdict/slo-result.js'

const LIMIT_US = 50_000

const missed = (change: Partial<SloResult> = {}): SloResult => ({
  expression: 'timeline.p99.9 < 500ms',
  status: 'fail',
  value: 1_400_000,
  method: 'order-statistics',
  unit: 'us',
  weak: false,
  samples: 9_000,
  failed: 0,
  lagUs: 1_000_000,
  ...change,
})

test.each<[string, Partial<SloResult>, boolean]>([
  ['missed by less than the lag', {}, true],
  ['missed by more than the lag', { value: 1_600_000 }, false],
  ['the lag is within its limit', { value: 540_000, lagUs: 50_000 }, false],
  ['met', { status: 'pass' }, false],
  ['no lag is known', { lagUs: 0 }, false],
  ['no sample', { value: null }, false],
  ['a least and not a most', { expression: 'timeline.p50 > 2s' }, false],
])('%s: %j', (_, change, isLateness) => {
  expect(missedByLateness([missed(change)], LIMIT_US)).toHaveLength(isLateness ? 1 : 0)
})

test('it is said whose fault cannot be told, and what to do', () => {
  expect(latenessText(missed(), LIMIT_US)).toMatch(
    /^timeline\.p99\.9 < 500ms: measured 1\.40 s, but .* late itself, by 1\.00 s \(limit 50 ms\).*; run again/,
  )
})

import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import type { Outcome, Sample } from '../../src/metrics/sample.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { AbortWatch } from '../../src/verdict/abort-watch.js'
import { requestSample } from '../metrics/request-samples.js'
import { runMeta } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'

const watchOf = (...abortOn: readonly string[]) => new AbortWatch(runMeta({ profile: eventProfile({ abortOn }) }))

const recordsOf = (samples: readonly Sample[]): readonly SecondRecord[] => {
  const book = new SecondBook()
  for (const sample of samples) book.record(sample)
  return book.flush()
}

/** `count` requests of a second that end as they are told. */
const requests = (second: number, count: number, outcome: Outcome = 'ok', tookUs = 1_000): Sample[] =>
  Array.from({ length: count }, () => {
    const intendedUs = second * 1_000_000
    return requestSample({ step: 0, outcome, intendedUs, sentUs: intendedUs, endUs: intendedUs + tookUs })
  })

/** Feeds a watch second by second; the second at whose end it spoke, and what it said. */
const spoken = (watch: AbortWatch, seconds: readonly (readonly Sample[])[]) => {
  for (const [second, samples] of seconds.entries()) {
    const reason = watch.reasonAfter(recordsOf(samples), (second + 1) * 1_000_000)
    if (reason !== undefined) return { second, reason }
  }
  return undefined
}

const bad = (second: number) => [...requests(second, 9), ...requests(second, 1, 'status')]
const good = (second: number) => requests(second, 10)
const ERRORS = 'errors > 5% for 3s'

describe('a share of errors', () => {
  test('that lasts as long as the rule says ends the run, with how long and how much', () => {
    const { second, reason } = spoken(watchOf(ERRORS), [good(0), bad(1), bad(2), bad(3)]) ?? {}
    expect(second).toBe(3)
    expect(reason).toBe('errors > 5% for 3s: held for 3 s, last at 10 %')
  })

  test('that pauses begins anew', () => {
    expect(spoken(watchOf(ERRORS), [bad(0), bad(1), good(2), bad(3), bad(4)])).toBeUndefined()
  })

  test('lasts over seconds in which nothing was due', () => {
    expect(spoken(watchOf(ERRORS), [bad(0), [], bad(2)])?.second).toBe(2)
  })

  test('at its bound is not over it', () => {
    const atBound = (second: number) => [...requests(second, 19), ...requests(second, 1, 'reset')]
    expect(spoken(watchOf(ERRORS), [0, 1, 2, 3].map(atBound))).toBeUndefined()
  })

  test('is corrected by answers that come later', () => {
    const watch = watchOf(ERRORS)
    expect(watch.reasonAfter(recordsOf([...bad(0), ...bad(1)]), 2_000_000)).toBeUndefined()
    const late = [...requests(1, 100), ...bad(2)]
    expect(watch.reasonAfter(recordsOf(late), 3_000_000)).toBeUndefined()
  })

  test('of requests that time out is seen when they do', () => {
    const watch = watchOf(ERRORS)
    expect(watch.reasonAfter([], 30_000_000)).toBeUndefined()
    const timeouts = [0, 1, 2].flatMap((second) => requests(second, 5, 'timeout', 30_000_000))
    expect(watch.reasonAfter(recordsOf(timeouts), 33_000_000)).toContain('last at 100 %')
  })

  test('long past is forgotten', () => {
    const watch = watchOf(ERRORS)
    watch.reasonAfter(recordsOf([...bad(0), ...bad(1)]), 2_000_000)
    watch.reasonAfter([], 300_000_000)
    expect(watch.reasonAfter(recordsOf(bad(2)), 301_000_000)).toBeUndefined()
  })
})

describe('a latency', () => {
  const SLOW = 'timeline/poll.p99 > 5s for 2s'

  test('is watched as well', () => {
    const slow = (second: number) => requests(second, 10, 'ok', 6_000_000)
    expect(spoken(watchOf(SLOW), [slow(0), slow(1)])?.reason).toContain('last at 6.00 s')
    expect(spoken(watchOf(SLOW), [good(0), good(1)])).toBeUndefined()
  })

  test('of requests that all time out is not a low one', () => {
    const stuck = (second: number) => requests(second, 10, 'timeout', 30_000_000)
    expect(spoken(watchOf(SLOW), [stuck(0), stuck(1)])?.second).toBe(1)
  })
})

describe('a share of users', () => {
  const FEW = 'users < 50% for 2s'
  const users = (second: number, count: number): SecondRecord => ({ second, users: count })

  test('is watched from the hold on, since there are always few before', () => {
    const watch = watchOf(FEW)
    expect(watch.reasonAfter([users(0, 1), users(1, 2)], 2_000_000)).toBeUndefined()
    expect(watch.reasonAfter([users(2, 4)], 3_000_000)).toBeUndefined()
    expect(watch.reasonAfter([users(3, 4)], 4_000_000)).toContain('last at 40 %')
  })
})

test('of several rules the first that has held speaks', () => {
  expect(spoken(watchOf('errors > 50% for 1s', ERRORS), [bad(0), bad(1), bad(2)])?.reason).toContain(ERRORS)
})

test('without rules nothing is said', () => {
  expect(spoken(watchOf(), [bad(0), bad(1), bad(2)])).toBeUndefined()
})

test('rules that this run cannot watch are told before it starts, all of them', () => {
  const wrong = () => watchOf('timline.p99 > 1s for 5s', 'errors > 5%', ERRORS)
  expect(wrong).toThrow(UsageError)
  expect(wrong).toThrow(/--abort-on: timline.p99 > 1s for 5s: nothing is named timline.*errors > 5%: write condition/s)
})

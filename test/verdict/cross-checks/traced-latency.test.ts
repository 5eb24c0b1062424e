import { expect, test } from 'vitest'
import { exponential, type Random, randomStream } from '../../../src/base/random.js'
import { SecondBook } from '../../../src/metrics/second-book.js'
import { SparseHistogram } from '../../../src/metrics/sparse-histogram.js'
import { TraceFold } from '../../../src/metrics/trace-fold.js'
import { TraceSampler } from '../../../src/tiers/trace-sampler.js'
import { checkTracedLatency, type TracedLatency } from '../../../src/verdict/cross-checks/traced-latency.js'
import { requestSample } from '../../metrics/request-samples.js'

/** Whether a request is traced, by when it is due and how long it takes. */
type Tracing = (dueUs: number, tookUs: number) => boolean

/** A minute whose load swings between 100 and 1,000 a second, and in which everything stands still from 25 s to 27 s. */
const traced = (seed: number, tracing: (random: Random) => Tracing): TracedLatency => {
  const random = randomStream(seed, 'traced')
  const isTraced = tracing(randomStream(seed, 'sampler'))
  const book = new SecondBook()
  for (let second = 0; second < 60; second++) {
    const perSec = second % 10 < 5 ? 100 : 1_000
    for (let i = 0; i < perSec; i++) {
      const dueUs = (second + i / perSec) * 1_000_000
      const waitUs = dueUs >= 25_000_000 ? Math.max(27_000_000 - dueUs, 0) : 0
      const tookUs = waitUs + exponential(random, perSec * 20)
      const traceSeq = isTraced(dueUs, tookUs) ? 1 : 0
      book.record(requestSample({ intendedUs: dueUs, sentUs: dueUs, endUs: dueUs + tookUs, traceSeq }))
    }
  }
  const fold = new TraceFold()
  for (const record of book.flush()) fold.add(record)
  fold.close()
  return fold
}

const bySampler = (random: Random): Tracing => {
  const sampler = new TraceSampler({ runId: '0'.repeat(16), shard: 0, shards: 1, ratePerSec: 200, random })
  return (dueUs) => sampler.next(dueUs) !== undefined
}

const statusesOf = (tracing: (random: Random) => Tracing, seed = 1): readonly (boolean | undefined)[] =>
  checkTracedLatency(traced(seed, tracing)).map((check) => (check.applies ? check.ok : undefined))

test('the sampler’s choice is typical, however load and latency swing', () => {
  for (let seed = 0; seed < 20; seed++) expect(statusesOf(bySampler, seed)).toEqual([true, true, true])
})

test.each([
  ['a tenth of a millisecond', 100, [true, true, true]],
  ['2 ms', 2_000, [false, true, true]],
])('tracing may itself take %s: %s us', (_, byUs, expected) => {
  const all = new SparseHistogram()
  const slower = new SparseHistogram()
  for (let i = 0; i < 400_000; i++) {
    const us = 1_000 + ((i * 7_919) % 9_000)
    all.record(us)
    slower.record(us < 6_000 ? us + byUs : us)
  }
  const found = checkTracedLatency({ traced: slower, all }).map((check) => check.applies && check.ok)
  expect(found).toEqual(expected)
})

test('a choice of all is that of all', () => {
  const [p50] = checkTracedLatency(traced(1, () => () => true))
  expect(p50).toMatchObject({ applies: true, ok: true })
  expect(p50?.applies && p50.found).toBe(p50?.applies && p50.expected)
})

test.each<readonly [string, (random: Random) => Tracing]>([
  ['the first requests of each second', () => (dueUs) => dueUs % 1_000_000 < 200_000],
  ['the fast ones', (random) => (_, tookUs) => random() < (tookUs < 10_000 ? 0.4 : 0.2)],
  ['the slow ones', (random) => (_, tookUs) => random() < (tookUs > 40_000 ? 0.6 : 0.2)],
])('fails when %s are traced more', (_, tracing) => {
  expect(statusesOf(tracing)).toContain(false)
})

test('does not apply to a percentile beyond which hardly anything was traced', () => {
  const few =
    (random: Random): Tracing =>
    () =>
      random() < 0.01
  expect(statusesOf(few)).toEqual([true, true, undefined])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OUTCOMES, type Sample } from '../../src/metrics/sample.js'
import { decodeSamples, SampleBatch } from '../../src/metrics/sample-batch.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { HIGHEST_US } from '../../src/metrics/sparse-histogram.js'
import { Totals } from '../../src/metrics/totals.js'
import { requestSample } from './request-samples.js'

const RUN_US = 20_000_000
const duration = fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: HIGHEST_US }))
const tier = fc.oneof(fc.constant(-1), fc.integer({ min: 0, max: 100_000 }))

const sample: fc.Arbitrary<Sample> = fc.oneof(
  fc
    .record({
      step: fc.nat({ max: 3 }),
      outcome: fc.constantFrom(...OUTCOMES),
      intendedUs: fc.nat({ max: RUN_US }),
      waited: duration,
      served: duration,
      jettyUs: tier,
      cassandraUs: tier,
    })
    .map(({ waited, served, ...rest }) =>
      requestSample({ ...rest, sentUs: rest.intendedUs + waited, endUs: rest.intendedUs + waited + served }),
    ),
  fc.record({ kind: fc.constant('lag' as const), intendedUs: fc.nat({ max: RUN_US }), lagUs: duration }),
)

/** What a run's folder adds up to when so many shards ship their samples now and then and the book is flushed now and then. */
const storedBy = (shards: number, samples: readonly Sample[], shipEvery: number, flushEvery: number) => {
  const batches = Array.from({ length: shards }, () => new SampleBatch())
  const book = new SecondBook()
  const stored = new Totals()
  const flush = () => {
    for (const record of book.flush()) stored.merge(record)
  }
  const ship = (batch: SampleBatch) => {
    const bytes = batch.take()
    if (bytes) decodeSamples(bytes, (one) => book.record(one))
  }
  samples.forEach((one, i) => {
    const batch = batches[i % shards]
    batch?.push(one)
    if (batch && i % shipEvery === 0) ship(batch)
    if (i % flushEvery === 0) flush()
  })
  batches.forEach(ship)
  flush()
  return canonical(stored)
}

// Which step or bucket was met first is no difference.
const canonical = (totals: Totals) => {
  const { steps = [], ...rest } = totals.toRecord(0)
  return { ...rest, steps: steps.toSorted((a, b) => a.step - b.step) }
}

test('any number of shards gives the same counts, in every bucket, as one', () => {
  fc.assert(
    fc.property(
      fc.array(sample, { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 90 }),
      (samples, shards, shipEvery, flushEvery) => {
        const atOnce = new Totals()
        for (const one of samples) atOnce.record(one)
        expect(storedBy(shards, samples, shipEvery, flushEvery)).toEqual(canonical(atOnce))
      },
    ),
  )
})

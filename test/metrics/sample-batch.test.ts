import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OUTCOMES, type Sample } from '../../src/metrics/sample.js'
import { decodeSamples, SAMPLE_BYTES, SampleBatch } from '../../src/metrics/sample-batch.js'

const time = fc.integer({ min: 0, max: 400_000_000_000 })
const tier = fc.integer({ min: -1, max: 2_147_483_647 })
const operations = fc.integer({ min: -1, max: 65_534 })
const u32 = fc.nat({ max: 4_294_967_295 })
const u16 = fc.nat({ max: 65_535 })

const anySample: fc.Arbitrary<Sample> = fc.oneof(
  fc.record({
    kind: fc.constant('request' as const),
    step: u16,
    outcome: fc.constantFrom(...OUTCOMES),
    intendedUs: time,
    sentUs: fc.oneof(time, fc.constant(-1)),
    endUs: time,
    bytesIn: u32,
    bytesOut: u32,
    jettyUs: tier,
    cassandraUs: tier,
    elasticsearchUs: tier,
    cassandraOperations: operations,
    elasticsearchOperations: operations,
    traceSeq: u32,
  }),
  fc.record({ kind: fc.constant('felt' as const), subject: u16, ok: fc.boolean(), startUs: time, endUs: time }),
  fc.record({
    kind: fc.constant('lag' as const),
    intendedUs: time,
    lagUs: fc.integer({ min: -5, max: 1_000_000_000 }),
  }),
)

const decoded = (bytes: Uint8Array | undefined): Sample[] => {
  const samples: Sample[] = []
  if (bytes) decodeSamples(bytes, (sample) => samples.push(sample))
  return samples
}

test('what is pushed comes out unchanged and in order, over any number of hand-overs', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anySample)), (batches) => {
      const batch = new SampleBatch()
      for (const samples of batches) {
        for (const sample of samples) batch.push(sample)
        expect(decoded(batch.take())).toEqual(samples)
      }
    }),
  )
})

test('a batch grows past its first capacity without losing a sample', () => {
  const batch = new SampleBatch()
  for (let i = 0; i < 5_000; i++) batch.push({ kind: 'lag', intendedUs: i, lagUs: i * 2 })
  const samples = decoded(batch.take())
  expect(samples).toHaveLength(5_000)
  expect(samples[4_999]).toEqual({ kind: 'lag', intendedUs: 4_999, lagUs: 9_998 })
})

test('a hand-over starts anew, also after the buffer has grown', () => {
  const batch = new SampleBatch()
  for (let i = 0; i < 3_000; i++) batch.push({ kind: 'lag', intendedUs: i, lagUs: 1 })
  expect(decoded(batch.take())).toHaveLength(3_000)
  expect(batch.take()).toBeUndefined()
  batch.push({ kind: 'lag', intendedUs: 2, lagUs: 2 })
  expect(decoded(batch.take())).toEqual([{ kind: 'lag', intendedUs: 2, lagUs: 2 }])
  expect(batch.take()).toBeUndefined()
})

test('a tier duration beyond the field is the longest one, never a negative one', () => {
  const batch = new SampleBatch()
  batch.push({
    kind: 'request',
    step: 0,
    outcome: 'ok',
    intendedUs: 0,
    sentUs: 0,
    endUs: 1,
    bytesIn: 0,
    bytesOut: 0,
    jettyUs: 1e99,
    cassandraUs: 1.6,
    elasticsearchUs: -1,
    cassandraOperations: 1e9,
    elasticsearchOperations: -1,
    traceSeq: 0,
  })
  expect(decoded(batch.take())[0]).toMatchObject({
    ...{ jettyUs: 2_147_483_647, cassandraUs: 2, elasticsearchUs: -1 },
    ...{ cassandraOperations: 65_534, elasticsearchOperations: -1 },
  })
})

test('bytes that are no batch are refused', () => {
  expect(() => decoded(new Uint8Array(SAMPLE_BYTES - 1))).toThrow(RangeError)
  expect(() => decoded(new Uint8Array(SAMPLE_BYTES).fill(255))).toThrow(RangeError)
  expect(() => decoded(Uint8Array.of(0, 200, ...new Uint8Array(SAMPLE_BYTES - 2)))).toThrow(RangeError)
})

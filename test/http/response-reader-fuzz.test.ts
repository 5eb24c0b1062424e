import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goodAnswer, oddAnswer } from './answer-streams.js'
import { deliberateDifference } from './deliberate-differences.js'
import { nodeVerdict } from './node-verdict.js'
import { readerVerdict } from './reader-verdict.js'

const SEED = 20_261_125

/** Fails when reader and Node differ on an answer without a reason that is written down. */
const holdAgainstNode = async (answer: string): Promise<void> => {
  const pieces = [Buffer.from(answer, 'latin1')]
  const reader = readerVerdict(pieces)
  const node = await nodeVerdict(pieces)
  if (reader.text === node.text || deliberateDifference(reader, node, answer)) return
  expect({ ...reader, answer }).toEqual({ ...node, answer })
}

test('well-formed answers mean to the reader what they mean to Node', async () => {
  await fc.assert(fc.asyncProperty(goodAnswer, holdAgainstNode), { seed: SEED, numRuns: 3_000 })
})

test('damaged answers mean to the reader what they mean to Node, or differ for a stated reason', async () => {
  await fc.assert(fc.asyncProperty(oddAnswer, holdAgainstNode), { seed: SEED, numRuns: 6_000 })
})

test('the damaged answers are of both sorts', () => {
  const verdicts = fc
    .sample(oddAnswer, { seed: SEED, numRuns: 1_000 })
    .map((answer) => readerVerdict([Buffer.from(answer, 'latin1')]).text === 'broken')
  expect(verdicts.filter((isBroken) => isBroken).length).toBeGreaterThan(100)
  expect(verdicts.filter((isBroken) => !isBroken).length).toBeGreaterThan(100)
})

test('it does not matter where the octets are cut, nor whether each comes alone', () => {
  const property = fc.property(fc.oneof(goodAnswer, oddAnswer), (answer) => {
    const bytes = Buffer.from(answer, 'latin1')
    const whole = readerVerdict([bytes]).text
    for (let at = 1; at < bytes.length; at++) {
      expect({ at, text: readerVerdict([bytes.subarray(0, at), bytes.subarray(at)]).text }).toEqual({ at, text: whole })
    }
    expect(readerVerdict([...bytes].map((octet) => Buffer.of(octet))).text).toBe(whole)
  })
  fc.assert(property, { seed: SEED, numRuns: 250 })
})

test('octets at random never make the reader do more than refuse them', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (octets, isHeaded) => {
    const start = isHeaded ? 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' : ''
    expect(readerVerdict([Buffer.from(start), Buffer.from(octets)]).text).toMatch(/^(broken|\d{3} )/)
  })
  fc.assert(property, { seed: SEED, numRuns: 2_000 })
})

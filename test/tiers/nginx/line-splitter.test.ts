import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineSplitter } from '../../../src/tiers/nginx/line-splitter.js'

const split = (chunks: readonly Buffer[], maxLineBytes = 1_000) => {
  const lines: string[] = []
  const splitter = new LineSplitter((line) => lines.push(line), maxLineBytes)
  for (const chunk of chunks) {
    const reused = Buffer.from(chunk)
    splitter.take(reused)
    reused.fill(0)
  }
  return { lines, splitter }
}

test('gives the same lines however the bytes are cut, in the middle of characters too', () => {
  const text = fc.array(fc.string({ unit: 'binary' }).map((line) => line.replaceAll('\n', 'é€😀')))
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
      const chunks: Buffer[] = []
      for (let from = 0, i = 0; from < bytes.length; i++) {
        const size = cuts[i % cuts.length] ?? 1
        chunks.push(bytes.subarray(from, from + size))
        from += size
      }
      expect(split(chunks).lines).toEqual(lines.map((line) => Buffer.from(line).toString()))
    }),
  )
})

test('keeps a torn line until its end comes', () => {
  const { lines, splitter } = split([Buffer.from('one\ntw')])
  expect(lines).toEqual(['one'])
  splitter.take(Buffer.from('o\n'))
  expect(lines).toEqual(['one', 'two'])
})

test.each([
  ['in one piece', ['12345678901\nnext\n']],
  ['in pieces', ['123456', '789', '01', '\nnext\n']],
  ['in many pieces beyond the limit', ['1234567890', '1', '2', '3\nnext\n']],
])('leaves out and counts a line that is too long, come %s', (_, pieces) => {
  const { lines, splitter } = split(
    pieces.map((piece) => Buffer.from(piece)),
    10,
  )
  expect(lines).toEqual(['next'])
  expect(splitter.oversized).toBe(1)
})

test('takes a line of exactly the longest length', () => {
  expect(split([Buffer.from('12345'), Buffer.from('67890\n')], 10).lines).toEqual(['1234567890'])
})

test('a reset forgets the torn line', () => {
  const { lines, splitter } = split([Buffer.from('half')])
  splitter.reset()
  splitter.take(Buffer.from('whole\n'))
  expect(lines).toEqual(['whole'])
})

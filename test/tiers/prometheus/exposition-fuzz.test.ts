import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExposition } from '../../../src/tiers/prometheus/exposition.js'
import { fixtureText } from '../fixture.js'

const FORMATS = ['text', 'openmetrics'] as const

const parses = (text: string, format: (typeof FORMATS)[number]): void => {
  try {
    for (const { name, labels } of parseExposition(text, format).samples) {
      expect(name).not.toBe('')
      expect(labels).toBeInstanceOf(Map)
    }
  } catch (error) {
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).message).toMatch(
      /^(line \d+ (is|repeats|tells) [\w ]+|the last line is cut|the end \(# EOF\) is missing)$/,
    )
  }
}
const format = fc.constantFrom(...FORMATS)

test('takes any text or says in a sentence why not', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), format, parses))
})

test('takes pieces of metrics in any order', () => {
  const piece = fc.constantFrom(
    ...[
      'up',
      '{',
      '}',
      '"',
      '\\',
      'a="b"',
      ',',
      '=',
      ' ',
      '\t',
      '1',
      '+Inf',
      'NaN',
      '1e9',
      '# ',
      'TYPE',
      'HELP',
      'EOF',
      '\n',
      '# EOF\n',
    ],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), format, (pieces, how) => parses(pieces.join(''), how)),
    { numRuns: 1_000 },
  )
})

test('takes documented answers with a character changed, left out or put in', () => {
  const texts = ['exposition-formats.txt', 'openmetrics-spec.txt', 'openmetrics-exemplars.txt'].map((name) =>
    fixtureText(`prometheus/${name}`),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(2),
      fc.constantFrom(...'{}",\\\n# 1a=\t\u0000'),
      format,
      (text, place, cut, put, how) => {
        const at = Math.floor(place * text.length)
        parses(text.slice(0, at) + put + text.slice(at + cut), how)
      },
    ),
    { numRuns: 1_000 },
  )
})

test('reads back every label that was written', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((one) => one.replaceAll('\r', ''))
  fc.assert(
    fc.property(
      text,
      text.filter((one) => one !== ''),
      format,
      (value, name, how) => {
        const escaped = (one: string) => one.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
        const line = `{"${escaped(name)}","${escaped(name)}"="${escaped(value)}"} 1\n`
        const [sample] = parseExposition(how === 'text' ? line : `${line}# EOF\n`, how).samples
        expect(sample).toEqual({ name, labels: new Map([[name, value]]), value: 1 })
      },
    ),
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hanging, hangingPieces, wrapped } from '../../src/base/wrapped-text.js'

describe('text in lines of a width', () => {
  it.each([
    ['whole words', () => wrapped('one two three four', 10), ['one two', 'three four']],
    ['an indent', () => wrapped('one two three', 12, '  '), ['  one two', '  three']],
    ['a word that is longer', () => wrapped('abcdefghijklm', 10), ['abcdefghij', 'klm']],
    ['a lead', () => hanging('note: ', 'one two three', 16), ['note: one two', '      three']],
    ['pieces that stay whole', () => hangingPieces('by ', ['a b,', 'c d e,', 'f g'], 14), ['by a b, c d e,', '   f g']],
  ])('has %s', (_title, lines, expected) => expect(lines()).toEqual(expected))

  it('keeps every word and no line that is too long', () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,10}$/)), fc.integer({ min: 16, max: 40 }), (words, columns) => {
        const lines = hanging('note: ', words.join(' '), columns)
        expect(lines.filter((line) => line.length > columns)).toEqual([])
        expect(lines.map((line) => line.slice(6)).join(' ')).toBe(words.join(' '))
      }),
    ))
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchWord } from '../../src/scenarios/screen.js'
import { bodiesFrom, compose, LONGEST_POST } from '../../src/scenarios/texts.js'
import { KNOWN_WORDS } from '../../src/tatami/population.js'

const PLAIN = { text: 0, tag: undefined, reply: false, mention: false, private: false }

describe('bodiesFrom', () => {
  it('takes the profile’s own texts, empty ones left out', async () =>
    expect(await bodiesFrom(['one', '  ', 'two'])).toEqual(['one', 'two']))

  it('makes the same thousand texts again and again, which begin with words that can be searched', async () => {
    const bodies = await bodiesFrom([])
    expect(bodies).toHaveLength(1_000)
    expect(await bodiesFrom([])).toEqual(bodies)
    expect(new Set(bodies).size).toBeGreaterThan(990)
    for (const body of bodies) {
      expect(KNOWN_WORDS).toContain(searchWord(body))
      expect(body).not.toMatch(/[<>&"'@#]/)
      expect(body.length).toBeLessThan(LONGEST_POST)
    }
  })
})

describe('compose', () => {
  const texts = { bodies: ['zero', 'one', 'two', 'three'], runTag: 'run7' }
  it.each<[string, Parameters<typeof compose>[1], string | undefined, string]>([
    ['the first text and the run’s tag', PLAIN, undefined, 'zero #run7'],
    ['the text that was drawn', { ...PLAIN, text: 0.74 }, undefined, 'two #run7'],
    ['the last text', { ...PLAIN, text: 0.999_999 }, undefined, 'three #run7'],
    ['whom it is addressed to', PLAIN, 'bob', '@bob zero #run7'],
    ['the tag before the run’s', { ...PLAIN, tag: 'sport' }, 'bob', '@bob zero #sport #run7'],
  ])('puts down %s', (_, draft, to, expected) => expect(compose(texts, draft, to)).toBe(expected))

  it('is never longer than the editor allows, never empty, and comes back from JSON in UTF-8 as it was', () => {
    const body = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 900 }).filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(body, fc.nat(5), (text, shift) => {
        const content = compose({ bodies: ['x'.repeat(shift) + text.repeat(3)] }, PLAIN, 'somebody')
        expect(content.length).toBeLessThanOrEqual(LONGEST_POST)
        expect(content).not.toBe('')
        expect(JSON.parse(Buffer.from(JSON.stringify(content)).toString('utf8'))).toBe(content)
      }),
      { numRuns: 100 },
    )
  })
})

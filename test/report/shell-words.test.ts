import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandText, commandWith } from '../../src/report/shell-words.js'

test.each([
  [['run', '--users', '5k'], 'run --users 5k'],
  [['run', '--slo', 'login.p95 < 2s'], "run --slo 'login.p95 < 2s'"],
  [['--tag', "it's=1"], "--tag 'it'\\''s=1'"],
  [[''], "''"],
])('%j is written %s', (words, text) => expect(commandText(words)).toBe(text))

test('variables stand before the command as a shell takes them', () => {
  const text = commandWith({ SAID: "it's <5 %>" }, ['sh', '-c', 'printf %s "$SAID"'])
  expect(execFileSync('sh', ['-c', text], { encoding: 'utf8' })).toBe("it's <5 %>")
})

test('a shell reads any words as they were', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'))
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${commandText(words)}`], { encoding: 'utf8' })
      expect(printed.split('\0').slice(0, -1)).toEqual(words)
    }),
    { seed: 7, numRuns: 30 },
  )
})

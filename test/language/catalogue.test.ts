import { expect, test } from 'vitest'
import { FRENCH } from '../../src/language/french.js'
import { keyOf } from '../../src/language/say.js'
import { sourcesOf, stringsOf, templatesOf } from './source-texts.js'

const KEYS = Object.keys(FRENCH.phrases)
const placesOf = (text: string): readonly string[] => [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).sort()

test('each French phrase has the values of its English one', () => {
  const wrong = KEYS.filter((key) => `${placesOf(key)}` !== `${placesOf(FRENCH.phrases[key] ?? '')}`)
  expect(wrong).toEqual([])
})

test('each sentence that the source says has a French one', () => {
  const keys = sourcesOf('base', 'verdict', 'report', 'capacity', 'compare')
    .flatMap((file) => templatesOf(file, 'say'))
    .map(keyOf)
  expect(keys.length).toBeGreaterThan(200)
  expect([...new Set(keys)].filter((key) => !KEYS.includes(key))).toEqual([])
})

// What is told while a run lasts is no part of a report, and what is thrown neither.
const LIVE = /(?:lag|drop|silence|abort|slo)-watch|asked-operations|exit-code/
const LEAST = 8

test('each word of a verdict, a warning or a cross-check, and of how a process ended, is in a French phrase', () => {
  const files = sourcesOf(
    ...['verdict', 'report/cross-check-figures.ts', 'tiers/nginx/log-notes.ts'],
    ...['servers/stack-process.ts', 'fleet/shard.ts'],
  )
  const pieces = files
    .filter((file) => !LIVE.test(file))
    .flatMap((file) => [...templatesOf(file).flat(), ...stringsOf(file)])
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= LEAST && / /.test(piece))
  const known = KEYS.concat(Object.keys(FRENCH.nouns)).join('\n')
  expect(pieces.length).toBeGreaterThan(100)
  expect([...new Set(pieces)].filter((piece) => !known.includes(piece))).toEqual([])
})

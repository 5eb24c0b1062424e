import { expect, test } from 'vitest'
import type { Result } from '../../src/report/result.js'
import { termsOf, tierNotes } from '../../src/report/terms.js'
import { result } from './results.js'

const network = { ...result().tiers[0], name: 'network', source: 'nginx-log', count: 5 } as Result['tiers'][number]
const rehearsal = { url: 'https://127.0.0.1', kind: 'rehearsal', description: 'models' } as const

test.each([
  ['times from nginx, on a platform', result({ tiers: [network] }), [/milliseconds/]],
  ['times from nginx, on loopback', result({ tiers: [network], target: rehearsal }), [/milliseconds/, /lateness/]],
  ['no time from nginx', result({ target: rehearsal }), []],
])('beside the tiers stands what to keep in mind: %s', (_, of, expected) => {
  const notes = tierNotes(of)
  expect(notes).toHaveLength(expected.length)
  for (const [i, text] of expected.entries()) expect(notes[i]).toMatch(text)
})

test('terms of tiers are explained where there are tiers', () => {
  expect(termsOf(result()).map(([term]) => term)).toContain('cassandra')
  expect(termsOf(result({ tiers: [] })).map(([term]) => term)).not.toContain('cassandra')
})

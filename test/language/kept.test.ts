import { describe, expect, test } from 'vitest'
import { FRENCH } from '../../src/language/french.js'
import { inLanguage } from '../../src/language/language.js'
import { said } from '../../src/language/said.js'
import type { RehearsalSize } from '../../src/profile/event-profile.js'
import { describeStack } from '../../src/rehearsal/description.js'
import { nginxLogNotes } from '../../src/tiers/nginx/log-notes.js'
import { ENGLISH_WORDS } from './english-words.js'

const french = (text: string): string => inLanguage(FRENCH, () => said(text)).replace(/[\u00a0\u202f]/g, ' ')

describe('of a rehearsal every word is told in French', () => {
  const size: RehearsalSize = { nginx: 1, jetty: 2, cassandra: 3, elasticsearch: 3, plain: false, faults: [] }
  const rare: Partial<RehearsalSize> = {
    scarce: ['cassandra=2x3', 'jetty=4x1'],
    warmCaches: true,
    faults: ['jetty/1:down@1s', 'cassandra:slow=2@3s-4s'],
  }
  const more = ' ; rare : cassandra=2x3, jetty=4x1 ; caches chauds ; pannes : jetty/1:down@1s, cassandra:slow=2@3s-4s'
  const nginx = { path: 'nginx', version: '1.22.1' }
  const modelled = '2 Jetty, 3 Cassandra, 3 Elasticsearch (modélisés)'
  test.each([
    ['TLS', { plain: false }, nginx, undefined, `1 nginx 1.22.1 (TLS), ${modelled}`],
    ['plain', { plain: true }, nginx, undefined, `1 nginx 1.22.1 (en clair), ${modelled}`],
    [
      'a front of our own',
      { plain: true },
      'built-in',
      undefined,
      `1 frontal intégré (en clair), pas nginx, ${modelled}`,
    ],
    ['real stores', { plain: true }, nginx, 3, '1 nginx 1.22.1 (en clair), 2 Jetty (modélisés) devant 3 Cassandra '],
  ] as const)('%s', (_, change, front, real, expected) => {
    const plainly = french(describeStack({ ...size, ...change }, front, 1, real))
    expect(plainly).toContain(`répétition en boucle locale : ${expected}`)
    expect(plainly).not.toMatch(/modelled|before|real\b|plain|not | and /)
    for (const [name, text] of [
      ['scarce', ' ; rare : cassandra=2x3, jetty=4x1'],
      ['warmCaches', ' ; caches chauds'],
    ] as const)
      expect(french(describeStack({ ...size, ...change, [name]: rare[name] }, front, 1, real))).toBe(plainly + text)
    expect(french(describeStack({ ...size, ...change, ...rare }, front, 1, real))).toBe(plainly + more)
  })
})

test.each([
  ['nginx 1 was ended by SIGKILL', 'nginx 1 a été arrêté par SIGKILL'],
  ['Jetty 2 ended with exit code 137', 'Jetty 2 s’est terminé avec le code de sortie 137'],
  ['nginx 1 cannot be started: spawn ENOENT', 'nginx 1 ne peut pas être démarré : spawn ENOENT'],
])('how a process of the stack ended is told in French: %s', (english, expected) => {
  expect(french(english)).toBe(expected)
})

test('what is counted of nginx’s logs is right in French for one and for many', () => {
  const losses = { malformed: 1, oversized: 1, failedReads: 1, emptied: 1, droppedDatagrams: 1, outOfRoom: 1 }
  const routed = { paired: 1, lineSurplus: 1, sampleSurplus: 1, unrouted: 1 }
  const notes = nginxLogNotes({ basis: 'routes', routed, untimedLines: 1, losses, nodes: [] }).map(french)
  expect(notes).toHaveLength(8)
  // `1 fois` is one.
  expect(notes.join('\n').match(/\b1 (?!fois\b)\p{L}+s\b/gu) ?? []).toEqual([])
  expect(notes.join('\n').match(ENGLISH_WORDS) ?? []).toEqual([])
})

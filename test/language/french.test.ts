import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bytesText,
  coresText,
  countText,
  durationText,
  pluralText,
  rateText,
  roundDurationText,
  shareText,
} from '../../src/base/quantity-text.js'
import { wrapped } from '../../src/base/wrapped-text.js'
import { FRENCH } from '../../src/language/french.js'
import { ENGLISH, inLanguage, language } from '../../src/language/language.js'
import { said } from '../../src/language/said.js'
import { say } from '../../src/language/say.js'
import { instantText } from '../../src/report/format.js'
import { asciiText } from '../../src/report/text-style.js'
import { readingText } from '../../src/verdict/reading-text.js'

const french = (work: () => string): string => inLanguage(FRENCH, work)

describe('a figure in French', () => {
  test.each([
    [() => countText(1_234_567), '1\u202f234\u202f567'],
    [() => countText(0.5), '0,5'],
    [() => durationText(12_500), '12,5 ms'],
    [() => roundDurationText(500_000), '500 ms'],
    [() => roundDurationText(1_500_000), '1,5 s'],
    [() => shareText(0.991_234), '99,12\u202f%'],
    [() => shareText(1e-9), '< 0,0001\u202f%'],
    [() => bytesText(1.5 * 2 ** 30), '1,50 Gio'],
    [() => bytesText(12), '12 o'],
    [() => rateText(8_012), '8\u202f012/s'],
    [() => coresText(1.74), '1,7 cœur'],
    [() => coresText(2.04), '2,0 cœurs'],
    [() => readingText(0.990_000_1, 'ratio', 0.99), '99,00001\u202f%'],
    [() => instantText('2026-11-25T10:20:07.123Z'), '25/11/2026 à 10:20:07 UTC'],
  ])('%o reads %s', (text, expected) => {
    expect(french(text)).toBe(expected)
  })

  test.each([0, 0.5, 12.3, 999, 1_000, 1_234_567, 160_000.5])('a count of %d reads as Intl writes it', (count) => {
    expect(french(() => countText(count))).toBe(
      new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 }).format(count),
    )
  })
})

test.each([
  [0, '0 utilisateur'],
  [1, '1 utilisateur'],
  [1.9, '1,9 utilisateur'],
  [2, '2 utilisateurs'],
  [160_000, '160\u202f000 utilisateurs'],
])('%d users are %s', (count, text) => {
  expect(french(() => pluralText(count, 'user'))).toBe(text)
  expect(new Intl.PluralRules('fr').select(count) === 'one').toBe(FRENCH.isOne(count))
})

describe('a sentence that a run kept', () => {
  test.each([
    [
      'timeline.p99 < 500ms: measured 1,520 ms, but on too few samples (12); run about 5 min longer',
      'timeline.p99 < 500ms : mesuré 1 520 ms, mais avec trop peu de mesures (12) ; prolonger le tir d’environ 5 min',
    ],
    [
      'timeline.p99 < 500ms: measured 498 ms, but with 95 % confidence it lies 480 ms to 510 ms, on both sides of the bound; run about 2 min longer to decide it',
      'timeline.p99 < 500ms : mesuré 498 ms, mais à 95 % de confiance la valeur se situe de part et d’autre de la limite : 480 ms à 510 ms ; prolonger le tir d’environ 2 min pour trancher',
    ],
    [
      "shard 1 died 1 min 5 s after the start (ended by SIGKILL): its 5 users are missing from then on; look at memory (the kernel's out-of-memory killer, dmesg) and at who ended it, then run again",
      'le shard 1 s’est arrêté 1 min 5 s après le début (arrêté par SIGKILL) : il y manque dès lors 5 utilisateurs ; regarder la mémoire (out-of-memory killer du noyau, dmesg) et qui l’a arrêté, puis refaire le tir',
    ],
    [
      'the run was aborted: errors > 5% for 30s: held for 30 s, last at 7.25 %',
      'le tir a été arrêté : errors > 5% for 30s : vérifié pendant 30 s, en dernier à 7,25 %',
    ],
    [
      'cross-check of requests at nginx failed: 1,200 found, 1,000 expected (990 to 1,010): either somebody else used this nginx or the counts of this run are wrong; keep others away from it and repeat the run',
      'recoupement en échec (requêtes à nginx) : 1 200 constatés, 1 000 attendus (990 à 1 010) : soit quelqu’un d’autre a utilisé ce nginx, soit les comptes de ce tir sont faux ; en écarter les autres et refaire le tir',
    ],
    ['12 without an answer, 3 sent twice', '12 sans réponse, 3 envoyées deux fois'],
    [
      'cassandra c1:9042 refused 12 tasks since a queue was full (search)',
      'cassandra c1:9042 a refusé 12 tâches, une file étant pleine (search)',
    ],
    [
      'rehearsal on loopback: 1 nginx 1.22.1 (TLS), 2 Jetty, 3 Cassandra, 2 Elasticsearch (modelled); warm caches; faults: jetty/1:down@1s',
      'répétition en boucle locale : 1 nginx 1.22.1 (TLS), 2 Jetty, 3 Cassandra, 2 Elasticsearch (modélisés) ; caches chauds ; pannes : jetty/1:down@1s',
    ],
    [
      'holds 2,284 of the 160,000 users asked for, and not 2,361; cassandra gives way first; add 2 nodes of cassandra and 1 node of jetty (grade C)',
      'tient 2 284 des 160 000 utilisateurs demandés, et pas 2 361 ; cassandra cède en premier ; ajouter 2 nœuds cassandra et 1 nœud jetty (note C)',
    ],
    [
      'cassandra: 78 % busy at 42,000 users, time per operation tripled from 3,000 to 42,000 users',
      'cassandra : occupé à 78 % avec 42 000 utilisateurs, le temps par opération a triplé de 3 000 à 42 000 utilisateurs',
    ],
    [
      'at 900 users timeline.p99 < 200ms stayed undecided; a step of about 3 min would decide it (--longest-step)',
      'à 900 utilisateurs, timeline.p99 < 200ms est resté indécis ; un palier d’environ 3 min trancherait (--longest-step)',
    ],
    ['GET /api/statuses: no answer within 10 s', 'GET /api/statuses : pas de réponse en 10 s'],
  ])('%s', (english, expected) => {
    expect(french(() => said(english)).replace(/[\u00a0\u202f]/g, ' ')).toBe(expected)
    expect(said(english)).toBe(english)
  })

  test.each([
    'z9',
    '',
    '10.0.0.1',
    '1.22.1',
    '2026-11-25',
    'Zürich, 5 of us',
    'what people told of the last day',
    'nobody from here to there has failed',
    '<b>{0}</b>',
    '__proto__',
    'constructor',
  ])('what nobody knows stays: %s', (text) => {
    expect(french(() => said(text))).toBe(text)
  })
})

test('any text can be asked for, and none takes long', () => {
  const piece = fc.constantFrom(
    ...Object.keys(FRENCH.phrases).flatMap((key) => key.split(/\{\d+\}/)),
    ', ',
    '; ',
    ' to ',
    ': ',
    '12 ms',
  )
  const text = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (some) => typeof french(() => said(some)) === 'string'),
    { numRuns: 100, seed: 11 },
  )
  const before = performance.now()
  french(() => said('a to b: c (d), '.repeat(90)))
  expect(performance.now() - before).toBeLessThan(5_000)
})

test('a value is put in as it is, whatever it holds', () => {
  expect(french(() => say`seed ${'{0} $& : ;'}`)).toBe('graine {0} $& : ;')
})

test('a language is in force only while its work lasts, also when that fails', () => {
  expect(() =>
    french(() => {
      throw new Error('broken')
    }),
  ).toThrow('broken')
  expect(language()).toBe(ENGLISH)
})

test('no language is in force for what goes on after the work', () => {
  // @ts-expect-error A promise is refused by its type.
  const later = inLanguage(FRENCH, async () => language())
  expect(later).toBeInstanceOf(Promise)
})

test('French is folded behind its words, not between thousands or before a colon', () => {
  const text = french(() => `${say`seed ${countText(1_000_000)}`}${said(': ')}x`)
  expect(wrapped(text, 12)).toEqual(['graine', '1\u202f000\u202f000 :', 'x'])
})

test('without Unicode letters lose their accents and nothing else', () => {
  expect(asciiText('Échoué : « l’œuvre » 1\u202f000, Œuvre')).toBe('Echoue : " l\'oeuvre " 1 000, OEuvre')
})

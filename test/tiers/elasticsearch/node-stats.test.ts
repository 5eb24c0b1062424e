import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseNodeStats } from '../../../src/tiers/elasticsearch/node-stats.js'
import { fixtureJson } from '../fixture.js'
import { mutationsOf } from '../mutations.js'
import { expectSound } from '../sound-readings.js'

const HOST = 'es1:9200'
const statsOf = (version: string) => parseNodeStats(fixtureJson(`elasticsearch/${version}-stats.json`), HOST)
const VERSIONS = ['0.20', '0.20.6', '2.4', '7.17', '8.13', '8.19', 'opensearch-2.19'] as const

test.each([
  { version: '0.20', counts: [400, 200, 1_000, 50], ms: [1_234, 321, 2_512, 31] },
  { version: '0.20.6', counts: [400, 200, 1_000, 50], ms: [250, 58, 2_602, 12] },
  { version: '2.4', counts: [1_452, 414, 84_790, 1], ms: [5_695, 146, 29_680, 2] },
  { version: '7.17', counts: [400, 200, 1_000, 50], ms: [130, 52, 474, 7] },
  { version: '8.19', counts: [400, 200, 1_000, 50], ms: [274, 123, 331, 18] },
])('reads counts and times of $version, which are of shards', ({ version, counts, ms }) => {
  const names = ['search.query', 'search.fetch', 'index', 'get']
  expect(statsOf(version).operations).toEqual(
    names.map((name, i) => ({ name, count: counts[i], totalUs: (ms[i] ?? 0) * 1_000 })),
  )
})

test('reads whole searches of OpenSearch', () => {
  expect(statsOf('opensearch-2.19').operations.at(-1)).toEqual({
    name: 'search.request',
    count: 200,
    totalUs: 954_000,
  })
})

test.each([
  ['0.20', ['search', 'index', 'bulk', 'get']],
  ['0.20.6', ['search', 'index', 'bulk', 'get']],
  ['2.4', ['search', 'index', 'bulk', 'get']],
  ['7.17', ['search', 'write', 'get']],
  ['8.13', ['search', 'search_worker', 'write', 'get']],
  ['8.19', ['search', 'write', 'get']],
  ['opensearch-2.19', ['search', 'write', 'get']],
] as const)('reads the pools that %s has', (version, pools) => {
  const { signals } = statsOf(version)
  for (const name of ['active', 'queue', 'rejected'])
    expect(signals.filter((signal) => signal.name === name).map(({ of }) => of)).toEqual(pools)
})

test('reads what waits in a pool, and what it refused', () => {
  const ofSearch = statsOf('0.20').signals.filter(({ of }) => of === 'search')
  expect(ofSearch).toEqual([
    { name: 'active', of: 'search', value: 6 },
    { name: 'queue', of: 'search', value: 2 },
    { name: 'rejected', of: 'search', value: 7 },
  ])
})

test('reads the JVM, each collector by its name', () => {
  const ofJvm = (version: string) => statsOf(version).signals.filter(({ name }) => /^heap|^gc|^threads|^cpu/.test(name))
  expect(ofJvm('8.13')).toEqual([
    { name: 'heap-used', value: 148_635_648 },
    { name: 'heap-max', value: 518_979_584 },
    { name: 'gc-time', of: 'G1 Concurrent GC', value: 231_000 },
    { name: 'gc-runs', of: 'G1 Concurrent GC', value: 12 },
    { name: 'gc-time', of: 'old', value: 0 },
    { name: 'gc-runs', of: 'old', value: 0 },
    { name: 'gc-time', of: 'young', value: 737_000 },
    { name: 'gc-runs', of: 'young', value: 17 },
    { name: 'threads', value: 47 },
    { name: 'cpu-time', value: 21_850_000 },
  ])
  expect(ofJvm('0.20').map(({ name, of }) => [name, of])).toEqual([
    ['heap-used', undefined],
    ['gc-time', 'PS MarkSweep'],
    ['gc-runs', 'PS MarkSweep'],
    ['gc-time', 'PS Scavenge'],
    ['gc-runs', 'PS Scavenge'],
    ['threads', undefined],
    ['cpu-time', undefined],
  ])
})

test('takes the clock of the reading from the node, and the start from the JVM, whose figures may be older', () => {
  const { clockMs, up } = statsOf('8.13')
  expect(clockMs).toBe(1_764_300_000_250)
  expect(up).toEqual({ clockMs: 1_764_299_999_610, uptimeMs: 61_380 })
})

test.each([
  ['no nodes', { nodes: {} }, /^es1:9200 answers without the stats of a node$/],
  ['several nodes', { nodes: { a: {}, b: {} } }, /^es1:9200 answers for 2 nodes where it was asked for itself$/],
  ['a node without counts', { nodes: { a: {} } }, /^es1:9200 answers without a count and time of search.query$/],
])('refuses stats of %s', (_, answer, message) => {
  expect(() => parseNodeStats(answer, HOST)).toThrow(message)
})

const soundOrRefused = (answer: unknown): void => {
  try {
    expectSound(parseNodeStats(answer, HOST))
  } catch (error) {
    expect(String(error)).toMatch(/^Error: es1:9200 answers .*[^.]$/)
  }
}

test.each(VERSIONS)('reads a broken answer of %s soundly, or refuses it', (version) => {
  fc.assert(fc.property(mutationsOf(fixtureJson(`elasticsearch/${version}-stats.json`)), soundOrRefused))
})

test('refuses any other JSON', () => {
  fc.assert(fc.property(fc.jsonValue(), soundOrRefused))
})

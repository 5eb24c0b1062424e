import { describe, expect, test } from 'vitest'
import type { HealthFigures } from '../../src/metrics/health-seconds.js'
import { LATE_CAUSES, type LateCause, lateCauseOf, lateCauseText, mainCauseOf } from '../../src/verdict/late-cause.js'

const LIMIT_US = 20_000

const figures = (change: Partial<HealthFigures> = {}): HealthFigures => ({
  cpuShare: 0.5,
  stealShare: 0,
  generatorCores: 0.6,
  busiest: { shard: 1, cores: 0.6 },
  delay: { shard: 1, us: 5_000, isComputing: true },
  longestGcUs: 3_000,
  ...change,
})

const stolen = { stealShare: 0.05 }
const full = { cpuShare: 0.9 }
const collecting = { longestGcUs: 20_000 }
const saturated = { busiest: { shard: 1, cores: 0.9 } }
const computing = { delay: { shard: 1, us: 300_000, isComputing: true } }
const waiting = { delay: { shard: 1, us: 300_000, isComputing: false } }
const untold = { cpuShare: undefined, stealShare: undefined, delay: undefined, busiest: undefined }

const table: readonly (readonly [string, Partial<HealthFigures>, LateCause, RegExp])[] = [
  ['stolen time', stolen, 'steal', /host of this machine took away 5 %.*run elsewhere, or again/],
  ['stolen time on a full machine', { ...stolen, ...full }, 'steal', /took away/],
  [
    'all cores in use',
    full,
    'cores-busy',
    /busy \(90 %, 0\.60 cores of that by the generator.*more cores, fewer users or --plain/,
  ],
  [
    'a full machine stretches the rest',
    { ...full, ...collecting, ...saturated, ...waiting },
    'cores-busy',
    /all cores/,
  ],
  ['a long collection', collecting, 'garbage-collection', /stopped a shard for up to 20\.0 ms; use more shards/],
  [
    'a shard that needs more than a core',
    saturated,
    'shard-saturated',
    /shard 1 used a core of its own up \(0\.90 cores\).*more shards/,
  ],
  ['one that also stood still', { ...saturated, ...computing }, 'shard-saturated', /once held up for 300 ms while/],
  [
    'a loop that computes',
    computing,
    'loop-blocked',
    /shard 1 stood still for up to 300 ms while it computed; look for scenario modules/,
  ],
  ['a loop that waits', waiting, 'loop-blocked', /without using its core: it waited or was stopped/],
  ['nothing', {}, 'unknown', /nothing stands out in what is known of this machine; run again/],
  ['nothing told', untold, 'unknown', /use of its cores and stolen time and the shards' own health was not told/],
]

describe('the likely cause of lag', () => {
  test.each(table)('%s', (_, change, cause, text) => {
    expect(lateCauseOf(figures(change), LIMIT_US)).toBe(cause)
    expect(lateCauseText([figures(change)], LIMIT_US)).toMatch(text)
  })

  test('of several seconds is that of most of them, with their figures', () => {
    const late = [figures(waiting), figures(full), figures({ cpuShare: 1 }), figures(), figures(), figures()]
    const { cause, figures: those } = mainCauseOf(late, LIMIT_US)
    expect([cause, those.cpuShare]).toEqual(['cores-busy', 0.95])
  })

  test('of as many seconds each is the one that is true of the whole machine', () => {
    expect(mainCauseOf([figures(waiting), figures(full)], LIMIT_US).cause).toBe('cores-busy')
  })

  test('of seconds of which nothing is known is unknown', () => {
    expect(mainCauseOf([], LIMIT_US).cause).toBe('unknown')
  })

  test('every cause has its case', () => {
    expect(new Set(table.map(([, , cause]) => cause))).toEqual(new Set(LATE_CAUSES))
  })
})

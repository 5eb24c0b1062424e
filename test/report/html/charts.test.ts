import { describe, expect, test } from 'vitest'
import { heatFigure } from '../../../src/report/html/heat-chart.js'
import { heatLevel } from '../../../src/report/html/heat-levels.js'
import { scalabilityFigure } from '../../../src/report/html/scalability-chart.js'
import { stackedBars } from '../../../src/report/html/stacked-bars.js'
import { tierFields } from '../../../src/report/html/tier-ink.js'
import { tierTimeFigure } from '../../../src/report/html/tier-time-chart.js'
import { utilisationFigure } from '../../../src/report/html/utilisation-chart.js'
import { TIERS, type Tier } from '../../../src/report/result.js'
import { result } from '../results.js'
import { HOSTILE } from '../saved-runs.js'

const empty = { secondsPerColumn: 1, rowsUs: [0, 100], columns: [] }
const points = [
  { load: 1_000, perSec: 900 },
  { load: 2_000, perSec: 1_700, lowPerSec: 1_600, highPerSec: 1_800 },
]
const fit = [
  { load: 0, perSec: 0, lowPerSec: 0, highPerSec: 0 },
  { load: 2_000, perSec: 1_700, lowPerSec: 1_650, highPerSec: 1_750 },
  { load: 4_000, perSec: 2_100, lowPerSec: 1_900, highPerSec: 2_300 },
]
const scalability = {
  loadUnit: 'users',
  measured: points,
  fit,
  knee: 1_500,
  peak: 3_800,
  sloLimit: 1_900,
  target: 4_000,
} as const
const utilisation = {
  loadUnit: 'users',
  tiers: [
    {
      tier: 'jetty',
      points: [
        { load: 1_000, share: 0.3 },
        { load: 2_000, share: 0.62 },
      ],
    },
    {
      tier: 'cassandra',
      points: [
        { load: 2_000, share: 0.6 },
        { load: 1_000, share: 0.2 },
      ],
    },
  ],
} as const

const CHARTS = [
  ['heat map', heatFigure(result()), heatFigure(result({ columns: empty }))],
  ['time per tier over time', tierTimeFigure(result()), tierTimeFigure(result({ columns: empty }))],
  [
    'time per tier by step',
    stackedBars('by step', [{ name: 'a', times: { jetty: 5 } }]),
    stackedBars('by step', [{ name: 'a', times: {} }]),
  ],
  ['scalability curve', scalabilityFigure(scalability), scalabilityFigure({ ...scalability, measured: [] })],
  ['utilisation against load', utilisationFigure(utilisation), utilisationFigure({ loadUnit: 'users', tiers: [] })],
] as const

describe.each(CHARTS)('the chart %s', (_, drawn, without) => {
  test('is drawn for a page and for a telephone, with a name and within its frame', () => {
    const drawings = [...drawn.markup.matchAll(/<svg viewBox="0 0 (\d+) (\d+)" role="img" aria-label="[^"]+">/g)]
    expect(drawings.map(([, width]) => Number(width))).toEqual([920, 360])
    expect(drawn.markup).not.toMatch(/NaN|Infinity|undefined/)
    const places = [...drawn.markup.matchAll(/ (?:x|y|width|height)="(-?[\d.]+)"/g)].map(([, place]) => Number(place))
    expect(places.length).toBeGreaterThan(10)
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...places)).toBeLessThanOrEqual(920)
  })

  test('says so where there is no data, and draws nothing', () => {
    expect(without.markup).toContain('<strong>No data:</strong>')
    expect(without.markup).not.toContain('<svg')
  })
})

test.each([
  [0.001, 0],
  [0.003, 1],
  [0.2, 4],
  [1, 5],
])('a share of %f is drawn at level %i', (share, level) => expect(heatLevel(share)).toBe(level))

test('a heat map has as many fields as pairs of time and response time that were measured', () => {
  const [drawing = ''] = heatFigure(result()).markup.split('class="chart narrow"')
  const fields = [...drawing.matchAll(/class="heat h\d" d="([^"]+)"/g)].map(
    ([, path = '']) => path.split('z').length - 1,
  )
  expect(fields.reduce((sum, count) => sum + count)).toBe(5)
})

test('a tier takes as much of a bar as of the time, in its own hatch, and the bar tells its sum', () => {
  const { markup } = stackedBars('by step', [{ name: 'poll', times: { jetty: 6_000, cassandra: 2_000 } }])
  const [drawing = ''] = markup.split('class="chart narrow"')
  const fields = [...drawing.matchAll(/<g class="t-(\w+)"><path class="part" d="M([\d.]+) [\d.]+V[\d.]+H([\d.]+)V/g)]
  const [first = 0, second = 0] = fields.map(([, , left, right]) => Number(right) - Number(left))
  expect(fields.map(([, tier]) => tier)).toEqual(['jetty', 'cassandra'])
  expect(first / second).toBeCloseTo(3, 1)
  expect(drawing).toContain('>8.00\u00a0ms</text>')
})

test('the model is dashed beyond the largest load that was measured, and only there', () => {
  expect(scalabilityFigure(scalability).markup).toContain('model beyond what was measured')
  const within = { ...scalability, fit: fit.slice(0, 2) }
  expect(scalabilityFigure(within).markup).not.toContain('model beyond what was measured')
})

test('loads that matter are named with their figures, those that nobody knows are not', () => {
  const { markup } = scalabilityFigure(scalability)
  for (const name of [
    'knee 1,500 users',
    'SLO limit 1,900 users',
    'peak of the model 3,800 users',
    'target 4,000 users',
  ])
    expect(markup).toContain(`>${name}</text>`)
  expect(scalabilityFigure({ loadUnit: 'nodes', measured: points, fit: [] }).markup).not.toContain('knee')
})

test('points that are no numbers are left out', () => {
  const measured = [...points, { load: Number.NaN, perSec: 1 }, { load: 3_000, perSec: Number.POSITIVE_INFINITY }]
  const { markup } = scalabilityFigure({ ...scalability, measured, peak: Number.NaN })
  expect(markup).toBe(
    scalabilityFigure({ loadUnit: 'users', measured: points, fit, knee: 1_500, sloLimit: 1_900, target: 4_000 }).markup,
  )
})

test('lines that end beside each other have their names apart', () => {
  const [drawing = ''] = utilisationFigure(utilisation).markup.split('class="chart narrow"')
  const heights = [...drawing.matchAll(/y="([\d.]+)">(?:jetty|cassandra)<\/text>/g)].map(([, y]) => Number(y))
  expect(heights).toHaveLength(2)
  expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThanOrEqual(13)
})

test('names from outside become text', () => {
  const { markup } = stackedBars(HOSTILE, [{ name: HOSTILE, times: { jetty: 5 } }])
  expect(markup).not.toContain('<script')
  expect(markup).toContain('&#60;script')
})

test.each(TIERS)('the hatch of %s stays within its field, and is not that of another tier', (tier) => {
  const field = { left: 10.3, right: 31.8, top: 7.1, bottom: 22.4 }
  const hatchOf = (one: Tier): string => /class="hatch" d="([^"]*)"/.exec(tierFields(one, [field]).markup)?.[1] ?? ''
  const hatch = hatchOf(tier)
  expect(TIERS.filter((other) => hatchOf(other) === hatch)).toEqual([tier])
  for (const [, x, y] of hatch.matchAll(/[ML]([\d.]+) ([\d.]+)/g)) {
    expect(Number(x)).toBeGreaterThanOrEqual(10.3)
    expect(Number(x)).toBeLessThanOrEqual(31.8)
    expect(Number(y)).toBeGreaterThanOrEqual(7.1)
    expect(Number(y)).toBeLessThanOrEqual(22.4)
  }
})

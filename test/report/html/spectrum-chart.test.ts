import { expect, test } from 'vitest'
import { type SpectrumSeries, seriesInk, spectrumFigure } from '../../../src/report/html/spectrum-chart.js'

const series = (change: Partial<SpectrumSeries> = {}): SpectrumSeries => ({
  name: 'timeline',
  count: 1_000,
  spectrum: [
    [0, 1_000],
    [99, 40_000],
    [100, 60_000],
  ],
  ink: 's0',
  goals: [],
  ...change,
})

const drawn = (...all: readonly SpectrumSeries[]): string => spectrumFigure('a spectrum', all, 'wide')?.markup ?? ''

const bracketX = (markup: string): string | undefined => /class="goal[^"]*" d="M([\d.]+)/.exec(markup)?.[1]

test('without a single sample there is no chart', () => {
  expect(spectrumFigure('a spectrum', [series({ spectrum: [], count: 0 })], 'wide')).toBeUndefined()
})

test('a line has its name in the legend and its figures where it is pointed at', () => {
  const markup = drawn(series())
  expect(markup).toContain('</svg>timeline</li>')
  expect(markup).toContain('<title>timeline: 99\u00a0% 40.0\u00a0ms</title>')
  expect(markup).toContain('<title>timeline: max 60.0\u00a0ms</title>')
})

test('what is quicker than anybody waits for takes no room, and the axis says so', () => {
  const zeros = series({
    spectrum: [
      [0, 0],
      [100, 60_000],
    ],
  })
  expect(drawn(zeros)).toContain('>≤ 100\u00a0µs</text>')
  expect(drawn(zeros)).not.toMatch(/>(1|10)\u00a0µs</)
  expect(drawn(series())).not.toContain('≤')
})

test("an SLO's bracket stands at its percentile, however few samples its line has", () => {
  const goals = [{ percentile: 99, us: 500_000, met: true }]
  const many = drawn(series({ goals }))
  const few = drawn(series(), series({ name: 'post', count: 2, spectrum: [[100, 20_000]], goals }))
  expect(bracketX(many)).toBeDefined()
  expect(bracketX(few)).toBe(bracketX(many))
})

test('everything lies on the drawing, also an SLO on a percentile beyond all samples', () => {
  const markup = drawn(series({ count: 3, goals: [{ percentile: 99.99, us: 500_000, met: false }] }))
  const places = [...markup.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
  expect(places.length).toBeGreaterThan(4)
  for (const [x, y] of places) {
    expect(x).toBeLessThanOrEqual(920)
    expect(y).toBeLessThanOrEqual(330)
  }
})

test('sixteen lines can be told apart', () => {
  expect(new Set(Array.from({ length: 16 }, (_, index) => seriesInk(index))).size).toBe(16)
})

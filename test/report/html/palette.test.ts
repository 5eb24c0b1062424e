import { describe, expect, test } from 'vitest'
import { PALETTE } from '../../../src/report/html/palette.js'

type Rgb = readonly [number, number, number]
type Matrix = readonly [Rgb, Rgb, Rgb]

// Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency",
// severity 1.0, over linear RGB.
const SIGHTS: Readonly<Record<string, Matrix>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const linear = (hex: string): Rgb => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return [r, g, b]
}

const seen = (matrix: Matrix, colour: Rgb): Rgb => {
  const [r = 0, g = 0, b = 0] = matrix.map((row) =>
    row.reduce((sum, factor, at) => sum + factor * (colour[at] ?? 0), 0),
  )
  return [r, g, b]
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

// WCAG 2.1, contrast ratio.
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

// CIE 1976 L*a*b* under D65.
const lab = ([r, g, b]: Rgb): Rgb => {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const distance = (one: Rgb, other: Rgb): number =>
  Math.hypot(...lab(one).map((value, at) => value - (lab(other)[at] ?? 0)))

const pairs = (colours: readonly string[]): (readonly [string, string])[] =>
  colours.flatMap((one, at) => colours.slice(at + 1).map((other) => [one, other] as const))

describe.each(['light', 'dark'] as const)('on the %s page', (page) => {
  const { card, series, tiers, heat } = PALETTE[page]

  test.each([...series, ...Object.values(tiers)])('%s stands out by 3:1', (colour) =>
    expect(contrast(colour, card)).toBeGreaterThanOrEqual(3),
  )

  describe.each(Object.entries(SIGHTS))('for eyes that see %s', (_, matrix) => {
    test.each([...pairs(series), ...pairs(Object.values(tiers))])('%s and %s stay apart', (one, other) =>
      expect(distance(seen(matrix, linear(one)), seen(matrix, linear(other)))).toBeGreaterThan(15),
    )
  })

  test('each step of the heat map lies further from the page than the one before, also without colours', () => {
    const steps = heat.map((colour) => Math.abs(lab(linear(colour))[0] - lab(linear(card))[0]))
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    expect(Math.min(...steps.slice(1).map((step, at) => step - (steps[at] ?? 0)))).toBeGreaterThan(5)
  })
})

/** Maps values to pixels, and names the values worth a line. */
export interface Axis {
  readonly at: (value: number) => number
  readonly ticks: readonly number[]
}

/** From zero to a round number at or above the largest value. */
export const linearAxis = (largest: number, [from, to]: Range, mostTicks: number): Axis => {
  const step = roundUp(Math.max(largest, 1e-9) / mostTicks)
  const count = Math.max(Math.ceil(largest / step - 1e-9), 1)
  const top = count * step
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step)
  return { at: (value) => from + (value / top) * (to - from), ticks }
}

/** Logarithmic, between round numbers around the values; what is below one is drawn at one. */
export const logAxis = (values: readonly number[], range: Range): Axis => {
  const least = values.reduce((min, value) => Math.min(min, value), Number.POSITIVE_INFINITY)
  const most = values.reduce((max, value) => Math.max(max, value), 1)
  const low = roundDown(Math.max(Number.isFinite(least) ? least : 1, 1))
  const high = Math.max(roundUp(most), low * 10)
  const position = (value: number): number => Math.log10(Math.max(value, low) / low) / Math.log10(high / low)
  const powers = Math.log10(high / low)
  const isLong = powers > 4 || powers * ROUNDS_PER_POWER * LINE_PX > Math.abs(range[1] - range[0])
  return {
    at: (value) => range[0] + position(value) * (range[1] - range[0]),
    ticks: rounds(low, high).filter((value) => !isLong || isPowerOfTen(value)),
  }
}

const ROUNDS_PER_POWER = 3
/** Labels nearer to each other run into one. */
const LINE_PX = 12

/** Whole seconds from 0 to the end of the run, at round times. */
export const timeAxis = (seconds: number, [from, to]: Range, mostTicks: number): Axis => {
  const step = TIME_STEPS.find((candidate) => seconds / candidate <= mostTicks) ?? Math.ceil(seconds / mostTicks)
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step)
  return { at: (second) => from + (second / Math.max(seconds, 1)) * (to - from), ticks }
}

/** First and last pixel. */
export type Range = readonly [from: number, to: number]

const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400]

const MANTISSAS = [1, 2, 5, 10]

const roundUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value))
  return (MANTISSAS.find((mantissa) => mantissa * power >= value * (1 - 1e-9)) ?? 10) * power
}

const roundDown = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9)
  return (MANTISSAS.findLast((mantissa) => mantissa * power <= value * (1 + 1e-9)) ?? 1) * power
}

const rounds = (low: number, high: number): number[] => {
  const values: number[] = []
  for (let power = 10 ** Math.floor(Math.log10(low) + 1e-9); power <= high * 1.001; power *= 10) {
    for (const mantissa of [1, 2, 5]) {
      const value = mantissa * power
      if (value >= low * 0.999 && value <= high * 1.001) values.push(value)
    }
  }
  return values
}

const isPowerOfTen = (value: number): boolean => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9

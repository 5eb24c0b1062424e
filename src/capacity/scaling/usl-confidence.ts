import { quantile } from 'simple-statistics'
import { below, randomStream } from '../../base/random.js'
import { CONFIDENCE, type Estimate, tFactor } from '../../metrics/confidence/estimate.js'
import { type Usl, uslThroughput } from './usl.js'
import { type LoadPoint, refitUsl, type UslFit } from './usl-fit.js'

/** Fits of as many samples as were drawn: any figure that follows from a fit has its interval from them. */
export type UslSamples = readonly Usl[]

const SAMPLES = 400
const PARAMETERS = 3

/**
 * Residual bootstrap (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, 9.4): the fitted curve plus errors drawn
 * anew, each larger by √(n/(n-3)), since a fit takes that much of them away. Empty without more points than parameters.
 */
export const bootstrapUsl = ({ usl, points }: UslFit, seed: number, samples = SAMPLES): UslSamples => {
  const count = points.length
  if (count <= PARAMETERS) return []
  const random = randomStream(seed, 'usl')
  const inflated = Math.sqrt(count / (count - PARAMETERS))
  const errors = points.map(({ load, throughput }) => (throughput - uslThroughput(usl, load)) * inflated)
  const drawn = ({ load }: LoadPoint): LoadPoint => ({
    load,
    throughput: uslThroughput(usl, load) + (errors[below(random, count)] ?? 0),
  })
  return Array.from({ length: samples }, () => refitUsl(points.map(drawn), usl).usl)
}

/** A figure of the fit with its interval by the samples; none when there are no samples. */
export const uslInterval = (samples: UslSamples, figure: (usl: Usl) => number): Omit<Estimate, 'value'> | undefined => {
  if (samples.length === 0) return undefined
  const tail = (1 - CONFIDENCE) / 2
  const values = samples.map(figure)
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) }
}

/**
 * Standard errors by the delta method, n-3 degrees of freedom, of the parameters that are not at a bound
 * (Seber & Wild, Nonlinear Regression, 1989, 2.1), and what their t intervals are.
 */
export const uslStandardErrors = ({
  usl,
  points,
  sse,
  atBound,
}: UslFit): Readonly<Partial<Record<keyof Usl, Estimate & { readonly error: number }>>> => {
  const degrees = points.length - PARAMETERS
  if (degrees < 1) return {}
  const free = PARAMETER_NAMES.filter((name) => name === 'gain' || !atBound.includes(name))
  const slopes = points.map(({ load }) => free.map((name) => slope(usl, load, name)))
  const normal = free.map((_, i) =>
    free.map((__, j) => slopes.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)),
  )
  const factor = tFactor(degrees)
  const entries = free.map((name, i) => {
    const error = Math.sqrt((sse / degrees) * inverseDiagonal(normal, i))
    const value = usl[name]
    return [name, { value, error, low: value - factor * error, high: value + factor * error }] as const
  })
  return Object.fromEntries(entries)
}

const PARAMETER_NAMES = ['contention', 'coherency', 'gain'] as const

const slope = (usl: Usl, load: number, name: keyof Usl): number => {
  const throughput = uslThroughput(usl, load)
  if (name === 'gain') return throughput / usl.gain
  const relative = -(throughput * throughput) / (usl.gain * load)
  return name === 'contention' ? relative * (load - 1) : relative * load * (load - 1)
}

// By Cramer's rule: at most three rows.
const inverseDiagonal = (matrix: readonly (readonly number[])[], at: number): number =>
  determinant(without(matrix, at, at)) / determinant(matrix)

const determinant = (matrix: readonly (readonly number[])[]): number => {
  const [first] = matrix
  if (!first) return 1
  return first.reduce((sum, value, j) => sum + (j % 2 === 0 ? value : -value) * determinant(without(matrix, 0, j)), 0)
}

const without = (matrix: readonly (readonly number[])[], row: number, column: number): number[][] =>
  matrix.filter((_, i) => i !== row).map((values) => values.filter((_, j) => j !== column))

import { relativeCapacity, type Usl } from './usl.js'

/** Throughput measured at a load. */
export interface LoadPoint {
  readonly load: number
  readonly throughput: number
}

/** The law's parameters that fit measured points best by least squares. */
export interface UslFit {
  readonly usl: Usl
  readonly points: readonly LoadPoint[]
  /** Sum of squared errors of throughput. */
  readonly sse: number
  /** Parameters that would have left their range, and stand at its edge: nothing is known of them but that. */
  readonly atBound: readonly ('contention' | 'coherency')[]
}

/** Points that a fit of three parameters needs at least: one more. */
export const FIT_POINTS_MIN = 4

/**
 * Fits the law with contention and coherency in [0, 1]. For fixed two the third is linear and follows, so that a grid of two
 * and a pattern search (Hooke & Jeeves, JACM 8, 1961) find what gradients miss at the edges. Undefined below 4 loads.
 */
export const fitUsl = (points: readonly LoadPoint[]): UslFit | undefined => {
  if (new Set(points.map(({ load }) => load)).size < FIT_POINTS_MIN) return undefined
  const coarse = GRID.flatMap((contention) => GRID.map((coherency) => candidate(points, contention, coherency)))
  return fitOf(points, refined(points, coarse.reduce(better)))
}

/** The same from a start that is near, for samples of a bootstrap. */
export const refitUsl = (points: readonly LoadPoint[], start: Usl): UslFit => {
  const { contention, coherency } = start
  return fitOf(points, refined(points, candidate(points, contention, coherency), STEP_LAST_OF_SAMPLE))
}

interface Candidate {
  readonly usl: Usl
  readonly sse: number
}

const fitOf = (points: readonly LoadPoint[], { usl, sse }: Candidate): UslFit => {
  const atBound = (['contention', 'coherency'] as const).filter((name) => usl[name] === 0 || usl[name] === 1)
  return { usl, points, sse, atBound }
}

const GRID = [0, ...Array.from({ length: 25 }, (_, i) => 10 ** (i / 3 - 8))]
const STEP_FIRST = 0.5
const STEP_LAST = 1e-8
const STEP_LAST_OF_SAMPLE = 1e-4
/** Below this a parameter is as good as none; steps are never smaller, so that 0 is left again. */
const LEAST = 1e-10

// Contention and coherency make up for one another along a narrow valley, the straighter the more alike their steps: one of
// coherency counts once for each unit of load.
const refined = (points: readonly LoadPoint[], start: Candidate, stepLast = STEP_LAST): Candidate => {
  const load = points.reduce((most, point) => Math.max(most, point.load), 1)
  let best = start
  for (let step = STEP_FIRST; step > stepLast; ) {
    const { contention, coherency } = best.usl
    const reach = step * Math.max(LEAST, contention + coherency * load)
    const found = DIRECTIONS.map(([along, across]) =>
      candidate(points, moved(contention, along * reach), moved(coherency, (across * reach) / load)),
    ).reduce(better)
    if (found.sse < best.sse) best = further(points, best, found)
    else step /= 2
  }
  const edges = [candidate(points, 0, best.usl.coherency), candidate(points, best.usl.contention, 0)]
  return edges.reduce((chosen, edge) => (edge.sse <= chosen.sse ? edge : chosen), best)
}

// The pattern move: once more by what just helped, as long as that helps.
const further = (points: readonly LoadPoint[], from: Candidate, to: Candidate): Candidate => {
  const next = candidate(
    points,
    clamped(2 * to.usl.contention - from.usl.contention),
    clamped(2 * to.usl.coherency - from.usl.coherency),
  )
  return next.sse < to.sse ? further(points, to, next) : to
}

const DIRECTIONS = Array.from(
  { length: 16 },
  (_, i) => [Math.cos((i * Math.PI) / 8), Math.sin((i * Math.PI) / 8)] as const,
)

const moved = (value: number, step: number): number => {
  const next = value + step
  return next < LEAST ? 0 : clamped(next)
}

const clamped = (value: number): number => Math.min(1, Math.max(0, value))

const better = (a: Candidate, b: Candidate): Candidate => (b.sse < a.sse ? b : a)

const candidate = (points: readonly LoadPoint[], contention: number, coherency: number): Candidate => {
  let product = 0
  let square = 0
  for (const { load, throughput } of points) {
    const relative = relativeCapacity({ contention, coherency }, load)
    product += relative * throughput
    square += relative * relative
  }
  const gain = product / square
  let sse = 0
  for (const { load, throughput } of points)
    sse += (throughput - gain * relativeCapacity({ contention, coherency }, load)) ** 2
  return { usl: { contention, coherency, gain }, sse }
}

import type { MeasuredStep } from './measured-step.js'
import { kneeOf } from './scaling/kneedle.js'
import { amdahlLimit, type Usl, uslPeakLoad, uslPeakThroughput, uslThroughput } from './scaling/usl.js'
import { bootstrapUsl, uslInterval, uslStandardErrors } from './scaling/usl-confidence.js'
import { fitUsl, type LoadPoint, type UslFit } from './scaling/usl-fit.js'

/** How throughput grows with users on the nodes that were measured. */
export interface Scaling {
  /** Where the curve bends; absent without a bend, or with too few steps. */
  readonly kneeUsers?: number
  /** The Universal Scalability Law's fit; absent with too few steps. */
  readonly law?: FittedLaw
}

/** The law as it was fitted, with what follows from it; absent is what lies at infinity. */
export interface FittedLaw extends Usl {
  readonly atBound: UslFit['atBound']
  /** 95 % intervals by Student's t of those parameters that are not at a bound; empty with too few steps. */
  readonly intervals: Readonly<Partial<Record<keyof Usl, LawInterval>>>
  /** Users beyond whom throughput falls, with the 95 % interval by residual bootstrap. */
  readonly peakUsers?: number
  readonly peakInterval?: LawInterval
  readonly peakPerSec?: number
  /** Requests a second that no number of users passes. */
  readonly limitPerSec?: number
}

interface LawInterval {
  readonly low: number
  readonly high: number
}

const SEED = 1

/** Knee and law of steps on the same nodes. */
export const scalingOf = (steps: readonly MeasuredStep[]): Scaling => {
  const knee = kneeOf(pointsOf(steps))
  const fit = fitOf(steps)
  return { ...(knee && { kneeUsers: knee.load }), ...(fit && { law: lawOf(fit) }) }
}

/** Throughput that the law expects at some loads, each with its 95 % interval where there are points enough; empty without a law. */
export const lawCurve = (steps: readonly MeasuredStep[], loads: readonly number[]): readonly ExpectedThroughput[] => {
  const fit = fitOf(steps)
  if (!fit) return []
  const samples = bootstrapUsl(fit, SEED)
  return loads.map((load) => {
    const interval = uslInterval(samples, (usl) => uslThroughput(usl, load))
    return { load, perSec: uslThroughput(fit.usl, load), ...interval }
  })
}

export interface ExpectedThroughput {
  readonly load: number
  readonly perSec: number
  readonly low?: number
  readonly high?: number
}

const pointsOf = (steps: readonly MeasuredStep[]): readonly LoadPoint[] =>
  steps.map(({ users, throughputPerSec }) => ({ load: users, throughput: throughputPerSec }))

const fitOf = (steps: readonly MeasuredStep[]): UslFit | undefined =>
  fitUsl(pointsOf(steps).filter(({ load }) => load >= 1))

const lawOf = (fit: UslFit): FittedLaw => {
  const { usl, atBound } = fit
  const [peakUsers, limitPerSec] = [uslPeakLoad(usl), amdahlLimit(usl)]
  const interval = uslInterval(bootstrapUsl(fit, SEED), uslPeakLoad)
  return {
    ...usl,
    atBound,
    intervals: Object.fromEntries(
      Object.entries(uslStandardErrors(fit)).map(([name, { low, high }]) => [name, { low, high }]),
    ),
    ...(Number.isFinite(peakUsers) && { peakUsers, peakPerSec: uslPeakThroughput(usl) }),
    ...(interval && Number.isFinite(interval.high) && { peakInterval: interval }),
    ...(Number.isFinite(limitPerSec) && { limitPerSec }),
  }
}

/** The limits of a platform by users, and the smallest of them. */
export interface Limits {
  readonly users: number
  readonly by: 'slo' | 'knee' | 'peak'
}

/** The capacity: the smallest of the SLOs' limit, the knee and the law's peak. Undefined when nobody was held. */
export const smallestLimit = (held: number | undefined, { kneeUsers, law }: Scaling): Limits | undefined => {
  if (held === undefined) return undefined
  const limits: readonly Limits[] = [
    { users: held, by: 'slo' },
    ...(kneeUsers === undefined ? [] : [{ users: Math.round(kneeUsers), by: 'knee' as const }]),
    ...(law?.peakUsers === undefined ? [] : [{ users: Math.round(law.peakUsers), by: 'peak' as const }]),
  ]
  return limits.reduce((least, one) => (one.users < least.users ? one : least))
}

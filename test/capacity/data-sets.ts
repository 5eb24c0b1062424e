import type { LoadPoint } from '../../src/capacity/scaling/usl-fit.js'

const pointsOf = (pairs: readonly (readonly [number, number])[]): readonly LoadPoint[] =>
  pairs.map(([load, throughput]) => ({ load, throughput }))

/** SPEC SDM91 on a SPARCcenter 2000 of 16 processors: scripts an hour by generated load (R package usl 3.0.3). */
export const SPECSDM91 = pointsOf([
  [1, 64.9],
  [18, 995.9],
  [36, 1652.4],
  [72, 1853.2],
  [108, 1828.9],
  [144, 1775],
  [216, 1702.2],
])

/** A ray tracer on an SGI Origin 2000: rays by processors (R package usl 3.0.3). */
export const RAYTRACER = pointsOf([
  [1, 20],
  [4, 78],
  [8, 130],
  [12, 170],
  [16, 190],
  [20, 200],
  [24, 210],
  [28, 230],
  [32, 260],
  [48, 280],
  [64, 310],
])

/** The law itself with contention 0.02, coherency 0.02 and gain 1, to four digits. */
export const SYNTHETIC = pointsOf([
  [1, 1],
  [2, 1.8868],
  [4, 3.0769],
  [6, 3.5294],
  [8, 3.5398],
  [10, 3.3557],
])

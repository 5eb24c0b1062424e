import { below, type Random } from '../../base/random.js'

/** One choice of seconds with replacement: stretches `[run, from, to, run, from, to, …]`, `to` exclusive. */
export type Draw = Int32Array

/** Seconds of a run, and the length of the blocks in which they are drawn. */
export interface Blocks {
  readonly seconds: number
  readonly length: number
}

/**
 * Draws as many seconds of each run as it has, block by block: the moving-block bootstrap (Kuensch, Annals of Statistics 17, 1989), with
 * each run closed to a ring so that its first and last seconds come as often as the others (Politis & Romano 1992). Of several runs
 * as many are drawn with replacement first, since runs differ by more than their seconds do (Davison & Hinkley 1997, 3.8).
 */
export const drawOf = (runs: readonly Blocks[], random: Random): Draw => {
  const stretches: number[] = []
  runs.forEach((only, slot) => {
    const run = runs.length === 1 ? slot : below(random, runs.length)
    pushBlocks(stretches, run, runs[run] ?? only, random)
  })
  return Int32Array.from(stretches)
}

/** Every second once. */
export const wholeOf = (secondsOfRuns: readonly number[]): Draw =>
  Int32Array.from(secondsOfRuns.flatMap((seconds, run) => [run, 0, seconds]))

/** Sum over a draw of what is given as each run's running sums, from none to all of its seconds. */
export const sumOver = (draw: Draw, sums: readonly Float64Array[]): number => {
  let sum = 0
  for (let i = 0; i + 2 < draw.length; i += 3) {
    const run = sums[draw[i] ?? 0]
    if (run) sum += (run[draw[i + 2] ?? 0] ?? 0) - (run[draw[i + 1] ?? 0] ?? 0)
  }
  return sum
}

/** Running sums of a series, from none to all of its values. */
export const runningSums = (values: ArrayLike<number>): Float64Array => {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0)
  return sums
}

const pushBlocks = (stretches: number[], run: number, { seconds, length }: Blocks, random: Random): void => {
  for (let left = seconds; left > 0; left -= length) {
    const from = below(random, seconds)
    const to = from + Math.min(length, left)
    stretches.push(run, from, Math.min(to, seconds))
    if (to > seconds) stretches.push(run, 0, to - seconds)
  }
}

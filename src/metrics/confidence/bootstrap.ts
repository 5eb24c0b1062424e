import type { Random } from '../../base/random.js'
import { blockLengthOf } from './block-length.js'
import { type Blocks, drawOf } from './draws.js'
import { tailOf } from './expanded-tail.js'
import type { SecondsStatistic } from './statistics.js'

/** The two ends of what a figure may truly be. */
export interface Interval {
  readonly lower: number
  readonly upper: number
}

/** A statistic of so many draws, in the order of drawing. */
export interface Bootstrap {
  readonly values: Float64Array
  /** How many parts of the measurement can be taken for independent of each other: blocks of one run, or runs. */
  readonly parts: number
}

/** Fewest seconds of a run of whose scatter anything can be told. */
export const LEAST_SECONDS = 30
const DRAWS = 1_000

/** Draws a statistic anew; undefined where a run has too few seconds, or where hardly any draw holds anything. */
export const bootstrap = (statistic: SecondsStatistic, random: Random): Bootstrap | undefined => {
  if (statistic.seconds.length === 0 || Math.min(...statistic.seconds) < LEAST_SECONDS) return undefined
  const blocks = statistic.seconds.map((seconds, run) => ({ seconds, length: blockLengthOf(statistic.influence(run)) }))
  const values = new Float64Array(DRAWS)
  for (let draw = 0, tries = 0; draw < DRAWS; tries++) {
    const value = statistic.of(drawOf(blocks, random))
    if (value !== undefined) values[draw++] = value
    else if (tries > DRAWS) return undefined
  }
  return { values, parts: partsOf(blocks) }
}

/** The interval in which a statistic lies with 95 % confidence, between percentiles of its draws. */
export const intervalOf = ({ values, parts }: Bootstrap): Interval => {
  const ascending = values.toSorted()
  const beyond = Math.floor(tailOf(parts) * ascending.length)
  return { lower: ascending[beyond] ?? 0, upper: ascending[ascending.length - 1 - beyond] ?? 0 }
}

const partsOf = (blocks: readonly Blocks[]): number => {
  const [only] = blocks
  return only && blocks.length === 1 ? only.seconds / only.length : blocks.length
}

import type { OpenTarget } from '../run/open-target.js'

/** What a round of either client is told. */
export interface RoundOrder {
  readonly front: OpenTarget
  readonly processes: number
  /** Of each process. */
  readonly connections: number
  readonly seconds: number
  /** A folder of the round's own, which goes with the stack. */
  readonly folder: string
}

/** Seconds before those that are counted: connections come up, code is compiled. */
export const WARM_UP_SEC = 1

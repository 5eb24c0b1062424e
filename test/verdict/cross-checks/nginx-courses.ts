import { exponential, type Random } from '../../../src/base/random.js'
import type { NginxInHand } from '../../../src/verdict/cross-checks/nginx-in-hand.js'

/** A load on nginx. */
export interface Course {
  /** Requests that come due in a second. */
  readonly perSec: (second: number) => number
  /** How long one that is due then waits until it is sent, seconds. */
  readonly waitS?: (dueS: number) => number
  readonly takesS: number
}

const HOLD_S = 30
const BEFORE_S = 10

/** What a hold shows of requests that began to come some time before it: nothing is drawn but when they are due and when it is looked. */
export const courseOf = (random: Random, { perSec, waitS = () => 0, takesS }: Course): NginxInHand => {
  const requests = Array.from({ length: BEFORE_S + HOLD_S }, (_, i) => i - BEFORE_S).flatMap((second) =>
    Array.from({ length: poisson(random, perSec(second)) }, () => {
      const dueS = second + random()
      const sentS = dueS + waitS(dueS)
      return { dueS, sentS, endS: sentS + takesS }
    }),
  )
  const inHandAt = (atS: number): number => requests.filter(({ sentS, endS }) => sentS <= atS && atS < endS).length
  return {
    unanswered: 0,
    looks: Array.from({ length: 4 * HOLD_S }, (_, i) => [inHandAt((i + random()) / 4), 700]),
    seconds: Array.from({ length: HOLD_S }, (_, second) => {
      const due = requests.filter(({ dueS }) => Math.floor(dueS) === second)
      const waiting = due.reduce((sum, { dueS, sentS }) => sum + sentS - dueS, 0)
      const ms = takesS * 1_000
      return {
        requests: due.length,
        waiting,
        timed: due.length,
        totalMs: due.length * ms,
        totalSquareMs: due.length * ms * ms,
      }
    }),
  }
}

/** A number with a Poisson distribution. */
export const poisson = (random: Random, mean: number): number => {
  let [count, at] = [0, exponential(random, 1)]
  for (; at < mean; at += exponential(random, 1)) count++
  return count
}

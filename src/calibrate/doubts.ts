import { pluralText, shareText } from '../base/quantity-text.js'
import { type Calibration, ceilingOf, medianOf, type Round } from '../preflight/calibration.js'
import { timesText } from '../preflight/headroom.js'

// Rules of thumb. Rounds on a quiet machine differ by a few percent, and so do its host's other guests.
const SPREAD_EXPECTED = 0.1
const STEAL_EXPECTED = 0.02
/** A tenth of one core in other hands takes a tenth off the requests of a machine that has one. */
const OTHERS_EXPECTED = 0.1
/** Clients of two makes on one machine come out within this factor of each other. */
const WITNESS_FACTOR = 3

/** What speaks against a calibration's figures, each a sentence; empty when nothing does. */
export const doubtsOf = (calibration: Calibration): readonly string[] => {
  const { engine, witness, machine } = calibration
  const all = [...engine, ...witness]
  const failed = all.reduce((sum, round) => sum + round.failed, 0)
  const spread = spreadOf(engine)
  const others = medianOf(all, otherCores)
  const steal = medianOf(all, ({ stealShare }) => stealShare ?? 0)
  const factor = factorOf(calibration)
  return [
    ...when(failed > 0, `${pluralText(failed, 'request')} failed, though the answers are always the same`),
    ...when(
      spread > SPREAD_EXPECTED,
      `the engine's rounds differ by ${shareText(spread)}, more than they do on a quiet machine`,
    ),
    ...when(others > OTHERS_EXPECTED * machine.cores, `other processes used ${others.toFixed(1)} cores meanwhile`),
    ...when(steal > STEAL_EXPECTED, `the machine's host kept ${shareText(steal)} of the time for others`),
    ...when(
      factor > WITNESS_FACTOR,
      `engine and witness differ by ${timesText(factor)}, more than two clients on one quiet machine should`,
    ),
  ]
}

/** How far apart the rounds are, as a share of the median. */
export const spreadOf = (rounds: readonly Round[]): number => {
  const rates = rounds.map(({ perSec }) => perSec)
  return (Math.max(...rates) - Math.min(...rates)) / medianOf(rounds, ({ perSec }) => perSec)
}

const factorOf = (calibration: Calibration): number => {
  const ratio = ceilingOf(calibration) / medianOf(calibration.witness, ({ perSec }) => perSec)
  return Math.max(ratio, 1 / ratio)
}

// What the cores did that neither client nor nginx did.
const otherCores = ({ coreShares, perSec, clientCpuUs, nginxCpuUs }: Round): number => {
  if (coreShares.length === 0 || nginxCpuUs === null) return 0
  const busy = coreShares.reduce((sum, share) => sum + share, 0)
  return Math.max(0, busy - (perSec * (clientCpuUs + nginxCpuUs)) / 1_000_000)
}

const when = (holds: boolean, sentence: string): readonly string[] => (holds ? [sentence] : [])

import { countText, localFigure, rateText, roundDurationText, shareText, spanText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import type { CapacityResult, CapacityVerdict } from '../capacity-result.js'
import type { WitnessRecord } from '../witness/witness-record.js'

/** The verdict in words. */
export const TITLES: Readonly<Record<CapacityVerdict['status'], string>> = {
  held: 'Held',
  missed: 'Not held',
  undecided: 'Undecided',
  invalid: 'Invalid',
  interrupted: 'Interrupted',
}

/** What was done, in facts that stand beside each other. */
export const identityFacts = ({ runs, slos }: CapacityResult): readonly string[] => {
  const [first] = runs
  if (!first) return []
  const { search, target, seed, durationUs, profile } = first
  return [
    runs.length === 1 ? profile : say`${countText(runs.length)} runs`,
    target.description === target.url ? target.url : `${target.url} (${said(target.description)})`,
    slos.join(', '),
    ...(search ? [searchText(search)] : []),
    say`took ${spanText(durationUs)}`,
    say`seed ${seed}`,
  ]
}

const searchText = ({
  steps,
  maxUsers,
  resolution,
  rampPerSec,
}: NonNullable<CapacityResult['runs'][number]['search']>): string => {
  const how = steps
    ? say`steps of ${steps.map(countText).join(', ')} users`
    : say`up to ${countText(maxUsers)} users to ${shareText(resolution)}`
  return say`${how}, ${localFigure(String(Number(rampPerSec.toPrecision(3))))} users a second between steps`
}

/** How steps are read; stands below their table. */
export const STEP_NOTES: readonly string[] = [
  'In brackets the 95 % confidence interval: held where all of it keeps the bound, not held where all of it misses it.',
  'Times of tiers are means over all requests, exclusive of the tiers behind; service is without the wait for the generator.',
]

/** What the witness saw, in sentences; empty without one. */
export const witnessLines = ({ witness, steps }: CapacityResult): readonly string[] => {
  if (!witness) return []
  const most = Math.max(
    0,
    ...steps.filter(({ outcome }) => outcome !== 'invalid').map(({ measured }) => measured.throughputPerSec),
  )
  const rounds = witness.rounds.map(
    ({ role, step, perSec, failed, connections }) =>
      say`${rateText(perSec)} of the ${said(role)} (${step}) on ${countText(connections)} connections${failed > 0 ? say`, ${countText(failed)} failed` : ''}`,
  )
  return [
    say`in a closed loop autocannon got ${rounds.join(say`, and `)}; the search got up to ${rateText(most)} of all steps together, ${placeOf(most, witness)}`,
  ]
}

// A platform that was at its end answers a mix of steps at a rate between that of its cheapest and of its dearest.
const placeOf = (perSec: number, { rounds }: WitnessRecord): string => {
  const rates = rounds.map((round) => round.perSec)
  if (perSec < Math.min(...rates))
    return say`which is below both: a mix has dearer steps than those that can be asked for alone, or people waited before the platform was full`
  if (perSec <= Math.max(...rates)) return say`which lies between them`
  return say`which is above both: the witness, one session on few connections, brackets nothing here`
}

/** What a step's doubtful sides are, in sentences; empty for most. */
export const stepDoubts = ({ steps }: CapacityResult): readonly string[] =>
  steps.flatMap(({ planned, outcome, isSteady, lagP99Us, lagLimitUs, objectives }) => {
    const at = say`at ${countText(planned)} users`
    const weak = objectives.filter(({ isWeak }) => isWeak).map(({ expression }) => expression)
    return [
      ...(outcome === 'invalid'
        ? [
            say`${at} the generator was late (schedule lag p99 ${roundDurationText(lagP99Us ?? 0)}, limit ${roundDurationText(lagLimitUs)}): this step says nothing of the platform`,
          ]
        : []),
      ...(isSteady ? [] : [say`${at} times still moved when the step ended`]),
      ...(weak.length > 0 && outcome === 'pass' ? [say`${at} too few samples to be sure of ${weak.join(', ')}`] : []),
    ]
  })

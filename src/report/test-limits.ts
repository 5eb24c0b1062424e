import { countText, pluralText, spanText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import type { Assumption } from './assumptions.js'
import { type Result, TIERS } from './result.js'
import { REHEARSAL_NOTE } from './verdict-words.js'

/** What a run does not tell, each in a sentence: what was not tested, and how far its figures carry. */
export const testLimits = (result: Result): readonly string[] => {
  const { target, plan, users, stages, tiers, verdict, assumptions } = result
  const hold = stages.find(({ name }) => name === 'hold')
  const holdUs = hold ? Math.max(Math.min(hold.toUs, result.durationUs) - hold.fromUs, 0) : 0
  const weak = verdict.slos.filter((slo) => slo.weak).length
  const idle = assumptions.filter(isIdle).map(({ key }) => said(key.split('.').at(-1) ?? key))
  const silent = TIERS.filter((tier) => !tiers.some(({ name, count }) => name === tier && count > 0))
  return [
    ...(target.kind === 'rehearsal' ? [said(REHEARSAL_NOTE)] : []),
    say`One load was measured, at most ${pluralText(users.peak, 'user')}: nothing is said about more of them, nor about which tier gives way first beyond that.`,
    say`The hold was ${spanText(holdUs)}${holdUs < SOAK_US ? say`: what leaks, fills up, compacts or expires shows in hours only` : ''}.`,
    plan.faults.length === 0
      ? say`No node was lost, slowed or restarted on purpose: how the platform fares without one is not known.`
      : say`Faults were put in on purpose (${plan.faults.join(', ')}), so latencies and errors are those of a platform in trouble.`,
    ...(new URL(safeUrl(target.url)).protocol === 'http:'
      ? [say`The front spoke plain HTTP: the cost of TLS is not in these figures.`]
      : []),
    ...(idle.length > 0 ? [say`Never done by these users, so not tested: ${idle.join(', ')}.`] : []),
    ...(silent.length > 0 && silent.length < TIERS.length ? [say`No source told times of ${silent.join(', ')}.`] : []),
    ...(weak > 0
      ? [
          say`${countText(weak)} of ${pluralText(verdict.slos.length, 'SLO')} rest on too few samples for 95 % confidence.`,
        ]
      : []),
    say`What a browser does with an answer (scripts, rendering, pictures of others) is not part of any time; nor is the way between other offices and this generator.`,
  ]
}

const SOAK_US = 2 * 3_600_000_000

const isIdle = ({ unit, value }: Assumption): boolean => unit === 'per-hour' && value === 0

// A saved run may hold anything.
const safeUrl = (url: string): string => (URL.canParse(url) ? url : 'https://unknown.invalid')

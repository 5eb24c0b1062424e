import type { Problem } from '../base/errors.js'
import { didYouMean } from './closest-name.js'
import { parseSlo } from './slo.js'

/** The names that an SLO can be about. */
export interface SloNames {
  /** What a person feels: `login`, `timeline`, … */
  readonly subjects: readonly string[]
  readonly steps: readonly { readonly name: string; readonly scenario: string }[]
  readonly tiers: readonly string[]
}

/** What an SLO's name stands for; what a person feels comes before the scenario of the same name. */
export type NamedSubject =
  | { readonly kind: 'felt'; readonly subject: number }
  | { readonly kind: 'steps'; readonly steps: readonly number[] }
  | { readonly kind: 'tier'; readonly tier: string }

/** What a name stands for; undefined when nothing has it. */
export const lookUp = (name: string, { subjects, steps, tiers }: SloNames): NamedSubject | undefined => {
  const subject = subjects.indexOf(name)
  if (subject >= 0) return { kind: 'felt', subject }
  const found = steps.flatMap((step, id) => (step.name === name || step.scenario === name ? [id] : []))
  if (found.length > 0) return { kind: 'steps', steps: found }
  return tiers.includes(name) ? { kind: 'tier', tier: name } : undefined
}

/** What is wrong with an SLO's grammar or names; undefined when it can be measured. */
export const checkSlo = (text: string, names: SloNames): Problem | undefined => {
  const slo = parseSlo(text)
  if ('remedy' in slo) return slo
  if (slo.subject.kind !== 'named') return undefined
  const { name, series } = slo.subject
  const found = lookUp(name, names)
  const remedy = found ? unmeasured(found, series, slo.statistic.kind, name) : unknown(name, names)
  return remedy === undefined ? undefined : { path: '--slo', value: text, remedy }
}

const unmeasured = (
  { kind }: NamedSubject,
  series: 'response' | 'service',
  statistic: string,
  name: string,
): string | undefined => {
  if (kind === 'steps') return undefined
  if (series === 'service')
    return `${name} has no service time of its own; ask a step, such as timeline/poll.service.p95`
  if (kind === 'tier' && statistic === 'errors')
    return `errors are counted by step, not by tier; ask a step or a scenario`
  return undefined
}

const unknown = (name: string, { subjects, steps, tiers }: SloNames): string => {
  const scenarios = [...new Set(steps.map(({ scenario }) => scenario))].filter((one) => !subjects.includes(one))
  const short = [...subjects, ...scenarios, ...tiers]
  const hint = didYouMean(name, [...short, ...steps.map((step) => step.name)])
  return `nothing is named ${name}: ${hint}known are ${short.join(', ')}, and each scenario/step`
}

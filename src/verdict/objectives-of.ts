import { type Problem, UsageError } from '../base/errors.js'
import type { RunMeta } from '../metrics/run-record.js'
import { TIERS } from '../metrics/tier.js'
import { parseSlo, type Slo } from '../profile/slo.js'
import { checkSlo, lookUp, type SloNames } from '../profile/slo-names.js'
import type { Objective, Source } from './objective.js'
import { spansOf, windowText } from './spans-of.js'

/**
 * A run's SLOs with names and windows resolved; windows end where the run ended, and one without a whole piece has no
 * span. Throws a UsageError that lists every SLO which this run could not measure: call it before the first request.
 */
export const objectivesOf = (meta: RunMeta, endUs = Number.POSITIVE_INFINITY): readonly Objective[] => {
  const problems: Problem[] = []
  const objectives = meta.profile.slos.flatMap((expression) => {
    const slo = checked(expression, namesOf(meta))
    if (!('remedy' in slo)) return [objectiveOf(expression, slo, meta, endUs)]
    problems.push(slo)
    return []
  })
  if (problems.length > 0) throw new UsageError(problems)
  return objectives
}

/** One SLO resolved against a run that has all its names. */
export const objectiveOf = (expression: string, slo: Slo, meta: RunMeta, endUs: number): Objective => {
  const { statistic, op, bound } = slo
  const [window, login] = [windowOf(slo, meta), isLogin(slo, meta)]
  const spans = spansOf(window, login, meta.stages, endUs)
  return { expression, source: sourceOf(slo, meta), statistic, spans, over: windowText(window, login), op, bound }
}

// Who passes once does not stay for a hold: arrivals and log-outs are what there is to judge.
const windowOf = ({ window }: Slo, { profile }: RunMeta): Slo['window'] =>
  window.kind === 'default' && profile.behaviour.session.kind === 'one-pass' ? { kind: 'all' } : window

/** The names that a run's SLOs can be about. */
export const namesOf = ({ subjects, steps }: Pick<RunMeta, 'subjects' | 'steps'>): SloNames => ({
  subjects,
  steps,
  tiers: TIERS,
})

const checked = (expression: string, names: SloNames): Slo | Problem =>
  checkSlo(expression, names) ?? parseSlo(expression)

const sourceOf = ({ subject }: Slo, meta: RunMeta): Source => {
  if (subject.kind === 'users') return { kind: 'users', planned: meta.profile.users }
  if (subject.kind === 'all-steps') return { kind: 'steps', steps: [...meta.steps.keys()], series: 'response' }
  const found = lookUp(subject.name, namesOf(meta))
  if (found?.kind === 'steps') return { ...found, series: subject.series }
  const tier = TIERS.find((name) => found?.kind === 'tier' && name === found.tier)
  if (tier) return { kind: 'tier', tier }
  return { kind: 'felt', subject: found?.kind === 'felt' ? found.subject : -1 }
}

// Most logins happen while users arrive, those of the login scenario's steps as well.
const isLogin = ({ subject }: Slo, { steps }: RunMeta): boolean => {
  if (subject.kind !== 'named') return false
  const { name } = subject
  return name === 'login' || steps.some((step) => step.name === name && step.scenario === 'login')
}

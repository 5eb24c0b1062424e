import type { RunMeta } from '../metrics/run-record.js'
import { lagLimitUs } from '../verdict/lag-limit.js'
import type { Objective } from '../verdict/objective.js'
import { objectivesOf } from '../verdict/objectives-of.js'
import type { StepTerms } from './weigh-step.js'

/** What every step of a run or a search is held against: the profile's SLOs, each over the step's own window. */
export const stepTermsOf = (meta: RunMeta): Omit<StepTerms, 'isLast'> => {
  const objectives = objectivesOf(meta)
  return {
    objectives: objectives.map((objective) => ({ objective, countsRamp: isLogin(objective, meta) })),
    lagLimitUs: lagLimitUs(objectives),
  }
}

// Most logins happen while users arrive.
const isLogin = ({ source }: Objective, { subjects, steps }: RunMeta): boolean => {
  if (source.kind === 'felt') return subjects[source.subject] === 'login'
  if (source.kind !== 'steps' || source.steps.length === steps.length) return false
  return source.steps.every((step) => steps[step]?.scenario === 'login')
}

import { type Problem, UsageError } from '../base/errors.js'
import { parseCount, parseDurationUs, parseShare } from '../base/units.js'
import { DEFAULT_TARGET_USERS } from '../capacity/build-capacity.js'
import { planRulesOf } from '../capacity/plan/parse-plan-rule.js'
import { parseWhatIf } from '../capacity/plan/what-if.js'
import type { SearchPlan } from '../metrics/search-record.js'
import type { EventProfile } from '../profile/event-profile.js'
import type { RunFlags } from './perform-run.js'

/** What `capacity` is asked besides the profile; texts as they were written. */
export interface CapacityFlags extends RunFlags {
  readonly maxUsers?: string
  readonly steps?: string
  readonly resolution: string
  readonly targetUsers?: string
  readonly rampRate?: string
  readonly step: string
  readonly longestStep: string
  readonly from?: readonly string[]
  readonly lang?: string
  readonly whatIf?: readonly string[]
  readonly planRule?: readonly string[]
  /** False with `--no-witness`. */
  readonly witness?: boolean
}

/** All arrivals of a search take two minutes at the most, or as long as the profile's ramp has them take. */
const ALL_ARRIVALS_SECONDS = 120
const MOST_USERS = 10_000_000
const MOST_STEPS = 100

/** The users whom the profile has to be fit for, as its own flag would say it; empty where the profile says it, or nobody well. */
export const mostUsersOf = ({ steps, maxUsers }: CapacityFlags): { readonly users?: string } => {
  const most = steps === undefined ? maxUsers : steps.split(',').at(-1)
  const users = most === undefined ? undefined : parseCount(most)
  return users === undefined || users < 1 ? {} : { users: String(users) }
}

/** The users that the platform is to hold on the day; undefined when nobody said. Throws a UsageError. */
export const targetUsersOf = ({ targetUsers }: CapacityFlags): number | undefined => {
  const problems: Problem[] = []
  const users = targetUsers === undefined ? undefined : countIn(targetUsers, '--target-users', problems)
  if (problems.length > 0) throw new UsageError(problems)
  return users
}

/** Changes to ask the model about, and rules of the node plan, as they were written. Throws a UsageError with every problem. */
export const questionsOf = ({
  whatIf,
  planRule: planRules,
}: CapacityFlags): Pick<SearchPlan, 'whatIf' | 'planRules'> => {
  const problems = [...(whatIf ?? []).map(parseWhatIf), ...(planRules ?? []).map((text) => planRulesOf([text]))].filter(
    (one): one is Problem => 'remedy' in one,
  )
  if (problems.length > 0) throw new UsageError(problems)
  return { ...(whatIf && { whatIf }), ...(planRules && { planRules }) }
}

/** The search that flags and profile ask for. Throws a UsageError with every problem. */
export const searchPlanOf = (flags: CapacityFlags, profile: EventProfile): SearchPlan => {
  const problems: Problem[] = []
  const steps = flags.steps === undefined ? undefined : stepsIn(flags.steps, problems)
  const most = flags.maxUsers === undefined ? profile.users : countIn(flags.maxUsers, '--max-users', problems)
  const maxUsers = steps?.at(-1) ?? most
  const resolution = parseShare(flags.resolution) ?? 0
  if (resolution < 0.005 || resolution > 0.5)
    problems.push({
      path: '--resolution',
      value: flags.resolution,
      remedy: 'write a share from 0.5% to 50%, such as 5%',
    })
  const [shortestUs, longestUs] = [
    stepUs(flags.step, '--step', problems),
    stepUs(flags.longestStep, '--longest-step', problems),
  ]
  if (longestUs < shortestUs)
    problems.push({
      path: '--longest-step',
      value: flags.longestStep,
      remedy: `give it at least --step (${flags.step})`,
    })
  if (profile.behaviour.session.kind === 'one-pass')
    problems.push({
      path: 'PROFILE',
      value: profile.name,
      remedy: 'name a profile whose users stay: in one pass there is no load to hold',
    })
  if (profile.slos.length === 0)
    problems.push({ path: '--slo', value: '', remedy: "say what must hold, such as --slo 'timeline.p99 < 500ms'" })
  const rampPerSec = rampRateOf(flags, profile, maxUsers, problems)
  const targetUsers =
    flags.targetUsers === undefined ? DEFAULT_TARGET_USERS : countIn(flags.targetUsers, '--target-users', problems)
  if (problems.length > 0) throw new UsageError(problems)
  return { ...(steps && { steps }), maxUsers, resolution, targetUsers, rampPerSec, shortestUs, longestUs }
}

const countIn = (text: string, path: string, problems: Problem[]): number => {
  const users = parseCount(text)
  if (users !== undefined && users >= 1 && users <= MOST_USERS) return users
  problems.push({ path, value: text, remedy: 'write a whole number of users from 1 on, such as 5000 or 160k' })
  return 1
}

const stepsIn = (text: string, problems: Problem[]): readonly number[] => {
  const steps = text.split(',').map((one) => parseCount(one))
  const isAscending = steps.every(
    (one, i) => one !== undefined && one >= 1 && one <= MOST_USERS && one > (steps[i - 1] ?? 0),
  )
  if (isAscending && steps.length <= MOST_STEPS) return steps.filter((one) => one !== undefined)
  problems.push({
    path: '--steps',
    value: text,
    remedy: `write up to ${MOST_STEPS} numbers of users, ascending, such as 1k,2k,5k`,
  })
  return [1]
}

const LEAST_STEP_US = 10_000_000

const stepUs = (text: string, path: string, problems: Problem[]): number => {
  const us = parseDurationUs(text)
  if (us !== undefined && us >= LEAST_STEP_US && us % 1_000_000 === 0) return us
  problems.push({ path, value: text, remedy: 'write whole seconds, at least 10s' })
  return LEAST_STEP_US
}

const RATE = /^(\d+(?:\.\d+)?)\/s$/

const rampRateOf = (
  { rampRate }: CapacityFlags,
  profile: EventProfile,
  maxUsers: number,
  problems: Problem[],
): number => {
  if (rampRate === undefined) {
    const own = (profile.users * 1_000_000) / Math.max(1, profile.ramp.durationUs)
    return Math.max(1, Math.min(own, maxUsers / ALL_ARRIVALS_SECONDS))
  }
  const perSec = Number(RATE.exec(rampRate.trim())?.[1] ?? 0)
  if (perSec > 0 && perSec <= 100_000) return perSec
  problems.push({ path: '--ramp-rate', value: rampRate, remedy: 'write users a second, such as 50/s' })
  return 1
}

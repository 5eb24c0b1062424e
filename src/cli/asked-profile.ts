import type { Problem } from '../base/errors.js'
import { TIERS } from '../metrics/tier.js'
import { authorisationProblems, isLoopbackTarget } from '../preflight/authorise.js'
import { checkAbortRule } from '../profile/abort-rule.js'
import type { EventProfile, Target } from '../profile/event-profile.js'
import type { ProfileChecks } from '../profile/profile-checks.js'
import { type ProfileReading, readProfile } from '../profile/profile-reading.js'
import { isReadable } from '../profile/readable-file.js'
import { type ResolvedProfile, resolveProfile, settleProfile } from '../profile/resolve-profile.js'
import { checkSlo, type SloNames } from '../profile/slo-names.js'
import { readOwnModules } from '../scenarios/own-modules.js'
import { FELT_SUBJECTS, type Step } from '../scenarios/scenario.js'
import { STEPS } from '../scenarios/steps.js'
import type { CommandContext } from './context.js'
import { faultAfterAll, faultOnNoNode, wrongFault } from './fault-checks.js'
import { type Flags, profileFlags } from './profile-flags.js'

/** What the command line asks for: a profile by name, and what flags say of it. */
export interface Asked {
  readonly name: string | undefined
  readonly flags: Flags
}

/** The checked profile of a run. Throws a UsageError with every problem, those of the user's own scenarios among them. */
export const profileToRun = (asked: Asked, context: CommandContext): Promise<ResolvedProfile> =>
  withModules(readProfile(sourcesOf(asked, context)), RUN_CHECKS)

/** The same for a smoke of that profile. */
export const profileToSmoke = (asked: Asked, context: CommandContext): Promise<ResolvedProfile> =>
  withModules(readProfile({ ...sourcesOf(asked, context), asSmoke: true }), RUN_CHECKS)

/** The same for a command that sends nothing, so that nobody has to be asked. */
export const profileToPlan = (asked: Asked, context: CommandContext): Promise<ResolvedProfile> =>
  withModules(readProfile(sourcesOf(asked, context)), { ...STACK_CHECKS, faultWithin: faultAfterAll })

/**
 * The same for an embedded stack alone, which is there until somebody stops it: a profile's target is what it stands in for, and
 * whoever comes brings accounts of their own. Own scenarios are not loaded.
 */
export const profileOfStack = (asked: Asked, context: CommandContext): EventProfile =>
  resolveProfile({ ...sourcesOf(asked, context), without: ['target', 'accounts'] }, STACK_CHECKS)

/** The platform that the flags and the environment name; undefined without one. Throws a UsageError with every problem. */
export const targetOf = (flags: Flags, context: CommandContext): Target | undefined => {
  const { target, resolve, cacert, insecure, cert, key, keyPassphrase, iAmAuthorisedToLoad } = profileFlags(flags)
  const given = { target, resolve, cacert, insecure, cert, key, keyPassphrase, iAmAuthorisedToLoad }
  // Which accounts may post there is no question yet: they are about to be made.
  const checks = { ...RUN_CHECKS, staysHere: () => true }
  return resolveProfile({ ...sourcesOf({ name: 'event-day', flags: {} }, context), flags: given }, checks).target
}

const sourcesOf = ({ name, flags }: Asked, { env, cwd }: CommandContext) => ({
  name,
  flags: profileFlags(flags),
  env,
  cwd,
})

const STACK_CHECKS: ProfileChecks = { fault: wrongFault, faultOn: faultOnNoNode, staysHere: () => true }
const RUN_CHECKS: ProfileChecks = {
  fault: wrongFault,
  faultOn: faultOnNoNode,
  faultWithin: faultAfterAll,
  staysHere: isLoopbackTarget,
  target: authorisationProblems,
}

const withModules = async (reading: ProfileReading, checks: ProfileChecks): Promise<ResolvedProfile> => {
  const { steps, problems } = await ownStepsOf(reading)
  return settleProfile(reading, { ...checks, ...(steps && nameChecks(steps)) }, problems)
}

interface OwnSteps {
  /** Absent when some of them are not known. */
  readonly steps?: readonly Step[]
  readonly problems: readonly Problem[]
}

const ownStepsOf = async ({ draft, said }: ProfileReading): Promise<OwnSteps> => {
  const files = draft.scenarios.map((file, i) => {
    const path = ['scenarios', i]
    return { file, shown: said.text(path) ?? file, at: said.where(path) }
  })
  // What cannot be read is told with the rest of the profile.
  const readable = files.filter(({ file }) => isReadable(file))
  const { steps, problems } = await readOwnModules(readable)
  const areAllKnown = said.areSound('scenarios') && readable.length === files.length && problems.length === 0
  return { problems, ...(areAllKnown && { steps }) }
}

const nameChecks = (own: readonly Step[]): Pick<ProfileChecks, 'slo' | 'abortRule'> => {
  const names: SloNames = { subjects: FELT_SUBJECTS, steps: [...STEPS, ...own], tiers: TIERS }
  return { slo: (text) => checkSlo(text, names), abortRule: (text) => checkAbortRule(text, names) }
}

import { type Command, Option } from 'commander'
import { TIERS } from '../metrics/tier.js'
import { authorisationProblems, isLoopbackTarget } from '../preflight/authorise.js'
import { checkAbortRule } from '../profile/abort-rule.js'
import type { EventProfile, Target } from '../profile/event-profile.js'
import type { ProfileChecks } from '../profile/profile-checks.js'
import { PROFILE_OPTIONS, type ProfileFlags, type ProfileOption } from '../profile/profile-options.js'
import { resolveProfile } from '../profile/resolve-profile.js'
import { checkSlo, type SloNames } from '../profile/slo-names.js'
import { FELT_SUBJECTS } from '../scenarios/scenario.js'
import { STEPS } from '../scenarios/steps.js'
import type { CommandContext } from './context.js'
import { idleFault, wrongFault } from './fault-checks.js'

const SHORT: Readonly<Partial<Record<keyof ProfileFlags, string>>> = { users: '-u', duration: '-d', target: '-t' }
const VALUE: Readonly<Partial<Record<keyof ProfileFlags, string>>> = {
  users: 'N',
  ramp: 'D',
  hold: 'D',
  duration: 'D',
  rampDown: 'D',
  target: 'URL',
  resolve: 'HOST:PORT:ADDR',
  cacert: 'FILE',
  cert: 'FILE',
  key: 'FILE',
  keyPassphrase: 'TEXT',
  iAmAuthorisedToLoad: 'HOST',
  accounts: 'FILE',
  localIps: 'LIST',
  slo: 'EXPR',
  abortOn: 'EXPR',
  fault: 'F',
  tag: 'k=v',
  shards: 'N',
  traceRate: 'N',
  tlsMin: 'V',
  tlsMax: 'V',
  resumption: 'WHICH',
  transport: 'NAME',
  seed: 'N',
}
/** Flags that shape the embedded stack. */
const REHEARSAL: ReadonlySet<string> = new Set<keyof ProfileFlags>(['plain', 'fault', 'seed'])

/** Declares every flag that sets a key of the profile. */
export const addProfileFlags = (command: Command): Command => {
  for (const option of PROFILE_OPTIONS) command.addOption(declared(option))
  // The field's other name for users.
  return command.addOption(new Option('--vus <N>').hideHelp())
}

/** Declares the flags that shape the embedded stack. */
export const addRehearsalFlags = (command: Command): Command => {
  for (const option of PROFILE_OPTIONS) if (REHEARSAL.has(option.key)) command.addOption(declared(option))
  // Such a stack is there until somebody stops it.
  return command.setOptionValue(ENDLESS, true)
}

/** Declares the flags that name a platform. */
export const addTargetFlags = (command: Command): Command => {
  for (const option of PROFILE_OPTIONS) if (option.path[0] === 'target') command.addOption(declared(option))
  return command
}

/** The platform that the flags and the environment name; undefined without one. Throws a UsageError with every problem. */
export const targetOf = (
  flags: Readonly<Record<string, unknown>>,
  { env, cwd }: CommandContext,
): Target | undefined => {
  const { target, resolve, cacert, insecure, cert, key, keyPassphrase, iAmAuthorisedToLoad } = profileFlags(flags)
  const given = { target, resolve, cacert, insecure, cert, key, keyPassphrase, iAmAuthorisedToLoad }
  // Which accounts may post there is no question yet: they are about to be made.
  const checks = { ...CHECKS, staysHere: () => true }
  return resolveProfile({ name: 'event-day', flags: given, env, cwd }, checks).target
}

/** The checked profile of a built-in name or file, the environment and the flags. Throws a UsageError with every problem. */
export const profileOf = (
  name: string | undefined,
  flags: Readonly<Record<string, unknown>>,
  { env, cwd }: CommandContext,
): EventProfile => {
  // `smoke` asks for this one before it lays it over a profile that may bring scenarios; a run looks again.
  const names = name === 'smoke' ? {} : NAME_CHECKS
  return resolveProfile({ name, flags: profileFlags(flags), env, cwd }, { ...checksOf(flags), ...names })
}

/** The same for a command that sends nothing, so that nobody has to be asked. */
export const thoughtProfileOf = (
  name: string | undefined,
  flags: Readonly<Record<string, unknown>>,
  { env, cwd }: CommandContext,
): EventProfile => {
  const { target: _, ...harmless } = checksOf(flags)
  return resolveProfile(
    { name, flags: profileFlags(flags), env, cwd },
    { ...harmless, ...NAME_CHECKS, staysHere: () => true },
  )
}

const CHECKS: ProfileChecks = {
  fault: wrongFault,
  staysHere: isLoopbackTarget,
  target: authorisationProblems,
}

const NAMES: SloNames = { subjects: FELT_SUBJECTS, steps: STEPS, tiers: TIERS }
const NAME_CHECKS: Pick<ProfileChecks, 'slo' | 'abortRule'> = {
  slo: (text) => checkSlo(text, NAMES),
  abortRule: (text) => checkAbortRule(text, NAMES),
}

const ENDLESS = 'endless'

// A command that asks for other users than were said takes their other name away; the run is then not as long as was said.
const checksOf = (flags: Readonly<Record<string, unknown>>): ProfileChecks => {
  const isOther = Object.hasOwn(flags, 'vus') && flags['vus'] === undefined
  const hasEnd = !isOther && flags[ENDLESS] !== true
  return { ...CHECKS, faultIn: (text, profile) => idleFault(text, profile, hasEnd) }
}

// Commander hands over untyped values; their types follow from the declarations above.
const profileFlags = (flags: Readonly<Record<string, unknown>>): ProfileFlags => {
  const known = PROFILE_OPTIONS.map(({ key }) => [key, flags[key]] as const).filter(([, value]) => value !== undefined)
  const { vus } = flags
  return Object.fromEntries(vus === undefined ? known : [...known, ['users', vus]]) as ProfileFlags
}

const declared = ({ key, flag, kind, help }: ProfileOption): Option => {
  const names = [SHORT[key], flag].filter(Boolean).join(', ')
  if (kind === 'switch') return new Option(names, help)
  const value = VALUE[key] ?? 'VALUE'
  const option = new Option(`${names} <${value}>`, kind === 'text' ? help : `${help} (repeatable)`)
  return kind === 'text' ? option : option.argParser(collect)
}

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value]

import { type Command, Option } from 'commander'
import { PROFILE_OPTIONS, type ProfileFlags, type ProfileOption } from '../profile/profile-options.js'

/** Values of flags as commander hands them over. */
export type Flags = Readonly<Record<string, unknown>>

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
  scarce: 'S',
  stores: 'KIND',
  tag: 'k=v',
  shards: 'N',
  traceRate: 'N',
  tlsMin: 'V',
  tlsMax: 'V',
  resumption: 'WHICH',
  transport: 'NAME',
  lang: 'CODE',
  seed: 'N',
}
/** Flags that shape the embedded stack. */
const REHEARSAL: ReadonlySet<string> = new Set<keyof ProfileFlags>(['plain', 'fault', 'scarce', 'stores', 'seed'])

/** Declares every flag that sets a key of the profile. */
export const addProfileFlags = (command: Command): Command => {
  for (const option of PROFILE_OPTIONS) command.addOption(declared(option))
  // The field's other name for users.
  return command.addOption(new Option('--vus <N>').hideHelp().conflicts('users'))
}

/** Declares the flags that shape the embedded stack. */
export const addRehearsalFlags = (command: Command): Command => {
  for (const option of PROFILE_OPTIONS) if (REHEARSAL.has(option.key)) command.addOption(declared(option))
  return command
}

/** Declares the flags that name a platform. */
export const addTargetFlags = (command: Command): Command => {
  for (const option of PROFILE_OPTIONS) if (option.path[0] === 'target') command.addOption(declared(option))
  return command
}

/** The flags that set keys of a profile; their types follow from the declarations above. */
export const profileFlags = (flags: Flags): ProfileFlags => {
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

/** Gathers the values of a flag that is given several times. */
export const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
]

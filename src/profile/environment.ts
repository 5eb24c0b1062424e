import type { Problem } from '../base/errors.js'
import { closestName } from './closest-name.js'
import { ENVIRONMENT, PROFILE_OPTIONS, type ProfileOption, RUN_SWITCHES, type RunSwitch } from './profile-options.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** The name under which the environment says an option; its first name when it does not. */
export const variableOf = ({ env: name, envAlias }: ProfileOption, env: Environment): string =>
  envAlias !== undefined && !says(env, name) && says(env, envAlias) ? envAlias : name

/** Whether a switch is on in the environment; one that is neither yes nor no is a problem of its own. */
export const isOn = (env: Environment, name: RunSwitch): boolean => switchOf(env[name] ?? '') ?? false

/** What the text of a switch means; undefined when it is neither yes nor no. */
export const switchOf = (text: string): boolean | undefined => SWITCHES[text.trim().toLowerCase()]

const SWITCHES: Readonly<Record<string, boolean>> = {
  true: true,
  '1': true,
  yes: true,
  false: false,
  '0': false,
  no: false,
}

/**
 * Variables that are said in vain: of a name that nothing reads, or beside another name of the same; and switches that are
 * neither yes nor no.
 */
export const variableProblems = (env: Environment): Problem[] => [
  ...Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !KNOWN.includes(name) && says(env, name))
    .map(unknown),
  ...PROFILE_OPTIONS.flatMap(({ env: name, envAlias }) =>
    envAlias !== undefined && says(env, name) && says(env, envAlias)
      ? [{ path: envAlias, value: `beside ${name}`, remedy: 'give one of the two' }]
      : [],
  ),
  ...RUN_SWITCHES.flatMap(({ name }) => {
    const value = env[name] ?? ''
    return says(env, name) && switchOf(value) === undefined
      ? [{ path: name, value, remedy: 'write true or false' }]
      : []
  }),
]

const PREFIX = 'TATAMI_LOAD_'
const KNOWN = ENVIRONMENT.map(({ name }) => name)

const says = (env: Environment, name: string): boolean => (env[name] ?? '').trim() !== ''

// Its value may be a password. What all names begin with makes none of them likelier.
const unknown = (name: string): Problem => {
  const near = closestName(
    name.slice(PREFIX.length),
    KNOWN.map((known) => known.slice(PREFIX.length)),
  )
  const hint = near === undefined ? '' : `did you mean ${PREFIX}${near}? `
  return {
    path: name,
    value: 'unknown variable',
    remedy: `${hint}tatami-load run --help names the variables`,
  }
}

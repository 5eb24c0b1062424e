import type { Problem } from '../base/errors.js'
import { closestName } from './closest-name.js'
import { ENVIRONMENT, PROFILE_OPTIONS, type ProfileOption } from './profile-options.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** The name under which the environment says an option; its first name when it does not. */
export const variableOf = ({ env: name, envAlias }: ProfileOption, env: Environment): string =>
  envAlias !== undefined && !says(env, name) && says(env, envAlias) ? envAlias : name

/** Variables that are said in vain: of a name that nothing reads, or beside another name of the same. */
export const variableProblems = (env: Environment): Problem[] => [
  ...Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !KNOWN.includes(name) && says(env, name))
    .map(unknown),
  ...PROFILE_OPTIONS.flatMap(({ env: name, envAlias }) =>
    envAlias !== undefined && says(env, name) && says(env, envAlias)
      ? [{ path: envAlias, value: `beside ${name}`, remedy: 'give one of the two' }]
      : [],
  ),
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

import type { Problem } from '../base/errors.js'
import { type Environment, switchOf, variableOf, variableProblems } from './environment.js'
import { type Layer, layerOf } from './layer.js'
import { pathText } from './profile-file.js'
import { PROFILE_OPTIONS, type ProfileFlags, type ProfileOption } from './profile-options.js'

/** The environment, as far as it names options of a profile. An empty value says nothing. */
export const envLayer = (env: Environment, cwd: string): Layer =>
  optionLayer(
    (option) => fromEnv(option, env[variableOf(option, env)]),
    (option) => variableOf(option, env),
    cwd,
    variableProblems(env),
  )

/** The flags of the command line. */
export const flagLayer = (flags: ProfileFlags, cwd: string): Layer =>
  optionLayer(
    (option) => fromFlag(option, flags[option.key]),
    ({ flag }) => flag,
    cwd,
  )

type Value = string | boolean | readonly string[] | undefined

const fromEnv = ({ kind, separator }: ProfileOption, value: string | undefined): Value => {
  if (value === undefined || value.trim() === '') return undefined
  if (kind === 'switch') return switchOf(value) ?? value
  return separator === undefined ? value : value.split(separator).map((part) => part.trim())
}

// Commas separate addresses and hosts wherever they are given; SLOs, rules and faults are given one by one.
const fromFlag = ({ kind, separator }: ProfileOption, value: Value): Value => {
  if (value === undefined || kind !== 'list') return value
  return separator === ',' ? listed(value).flatMap((text) => text.split(',').map((part) => part.trim())) : listed(value)
}

const optionLayer = (
  said: (option: ProfileOption) => Value,
  nameOf: (option: ProfileOption) => string,
  cwd: string,
  found: readonly Problem[] = [],
): Layer => {
  const given = PROFILE_OPTIONS.filter((option) => said(option) !== undefined)
  const raw: Record<string, unknown> = {}
  const problems = [...found]
  for (const option of given) {
    const value = said(option)
    if (option.kind === 'pairs') problems.push(...badPairs(value, nameOf(option)))
    set(raw, option.path, option.kind === 'pairs' ? pairs(value) : value)
  }
  const where = (path: readonly PropertyKey[]): string => {
    const option = given.find((one) => one.path.every((key, i) => path.length <= i || path[i] === key))
    return option ? nameOf(option) : pathText(path)
  }
  return layerOf(raw, where, cwd, problems)
}

const set = (raw: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void => {
  if (rest.length === 0) {
    raw[key] = value
    return
  }
  const section = (raw[key] ?? {}) as Record<string, unknown>
  raw[key] = section
  set(section, rest, value)
}

const listed = (value: Value): readonly string[] =>
  Array.isArray(value) ? value : typeof value === 'string' ? [value] : []

const pairs = (value: Value): Readonly<Record<string, string>> =>
  Object.fromEntries(
    listed(value)
      .filter((pair) => pair.indexOf('=') > 0)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )

const badPairs = (value: Value, name: string): Problem[] =>
  listed(value)
    .filter((pair) => pair.indexOf('=') <= 0)
    .map((pair) => ({ path: name, value: pair, remedy: 'write name=text' }))

import { randomInt } from 'node:crypto'
import { basename, dirname, extname, resolve } from 'node:path'
import { type Problem, UsageError } from '../base/errors.js'
import { ACCOUNT_PATTERN, PASSWORD } from '../tatami/population.js'
import { didYouMean } from './closest-name.js'
import { type CompleteDraft, completeDraft } from './complete-draft.js'
import { type AreSound, crossChecks, LENGTH_KEYS, type WhereSaid } from './cross-checks.js'
import type { EventProfile } from './event-profile.js'
import { eventProfileOf } from './event-profile-of.js'
import { type Layer, layerOf, says } from './layer.js'
import { envLayer, flagLayer } from './option-layers.js'
import { idleFaults, type ProfileChecks, textProblems } from './profile-checks.js'
import { pathText, readProfileFile } from './profile-file.js'
import { PROFILE_VARIABLE, type ProfileFlags } from './profile-options.js'
import { BUILT_IN_NAMES, type BuiltInName } from './profile-schema.js'

/** Where a profile comes from. */
export interface ProfileSources {
  /** Name of a built-in profile, or path of a YAML or JSON file; without one TATAMI_LOAD_PROFILE, then `event-day`. */
  readonly name?: string | undefined
  readonly flags: ProfileFlags
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder from which relative paths of flags and environment count; those of a file count from its own. */
  readonly cwd: string
}

/**
 * The profile that a run follows: flag before environment before file before built-in profile. Throws one UsageError
 * with every problem of all sources.
 */
export const resolveProfile = (sources: ProfileSources, checks: ProfileChecks): EventProfile => {
  const file = fileOf(sources)
  const layers = [...file.layers, envLayer(sources.env, sources.cwd), flagLayer(sources.flags, sources.cwd)]
  const found = [...file.problems, ...layers.flatMap(({ problems }) => problems), ...textProblems(layers, checks)]
  const draft = completeDraft(
    file.base,
    layers.map((layer) => layer.draft),
  )
  const profile = eventProfileOf(draft, file.name, draft.seed ?? (checks.newSeed ?? drawSeed)())
  // What cannot be read, or extends nobody knows what, may say anything.
  const isLegible = file.problems.length === 0 && areSoundIn(layers)('extends')
  const problems = [...found, ...(isLegible ? acrossProblems(draft, profile, layers, checks) : [])]
  if (problems.length > 0) throw new UsageError(problems)
  return profile
}

const acrossProblems = (
  draft: CompleteDraft,
  profile: EventProfile,
  layers: readonly Layer[],
  checks: ProfileChecks,
): Problem[] => {
  const [where, areSound] = [whereIn(layers), areSoundIn(layers)]
  return [
    ...crossChecks(draft, where, areSound),
    ...((areSound('target') && profile.target && checks.target?.(profile.target)) || []),
    ...(areSound('target', 'accounts') ? strangersAccounts(profile, where, checks) : []),
    ...(areSound('target', 'rehearsal', ...LENGTH_KEYS) ? idleFaults(profile, layers, checks) : []),
  ]
}

/** A built-in profile, or a file that may name one as its base. */
interface Base {
  readonly base: BuiltInName
  readonly name: string
  readonly layers: readonly Layer[]
  readonly problems: readonly Problem[]
}

const fileOf = ({ name, env, cwd }: ProfileSources): Base => {
  const asked = name ?? (env[PROFILE_VARIABLE] || 'event-day')
  const builtIn = BUILT_IN_NAMES.find((one) => one === asked)
  if (builtIn) return { base: builtIn, name: builtIn, layers: [], problems: [] }
  const path = resolve(cwd, asked)
  const file = readProfileFile(path, asked)
  if (!('raw' in file)) return { base: 'event-day', name: asked, layers: [], problems: file.map(withHint(asked)) }
  const layer = layerOf(file.raw, file.where, dirname(path))
  return { base: layer.draft.extends ?? 'event-day', name: nameOf(path), layers: [layer], problems: [] }
}

const withHint =
  (asked: string) =>
  (problem: Problem): Problem => ({ ...problem, remedy: didYouMean(asked, BUILT_IN_NAMES) + problem.remedy })

// The name becomes part of a folder's name.
const nameOf = (path: string): string =>
  basename(path, extname(path))
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64) || 'profile'

/** The uppermost source that says something at a path. */
const whereIn =
  (layers: readonly Layer[]): WhereSaid =>
  (path) =>
    layers.findLast((layer) => says(layer, path))?.where(path) ?? pathText(path)

const areSoundIn =
  (layers: readonly Layer[]): AreSound =>
  (...keys) =>
    keys.every((key) => layers.every(({ doubtful }) => !doubtful.has(key)))

// On somebody's platform the rehearsal's accounts may be anybody's.
const strangersAccounts = ({ target, accounts }: EventProfile, where: WhereSaid, checks: ProfileChecks): Problem[] => {
  if (!target || accounts.kind === 'csv' || checks.staysHere(target)) return []
  if (accounts.pattern !== ACCOUNT_PATTERN || accounts.password !== PASSWORD) return []
  const remedy = 'name the accounts that may log in and post there: accounts in the profile, or --accounts FILE'
  return [{ path: where(['accounts']), value: 'only those of the rehearsal', remedy }]
}

const drawSeed = (): number => randomInt(1, 2 ** 31)

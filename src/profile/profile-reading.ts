import { basename, dirname, extname, resolve } from 'node:path'
import type { Problem } from '../base/errors.js'
import { SMOKE_OF_ANY } from './built-in-profiles.js'
import { didYouMean } from './closest-name.js'
import { type CompleteDraft, completeDraft } from './complete-draft.js'
import { type Layer, layerOf, layerWithout } from './layer.js'
import { envLayer, flagLayer } from './option-layers.js'
import { pathText, readProfileFile } from './profile-file.js'
import { PROFILE_VARIABLE, type ProfileFlags } from './profile-options.js'
import { BUILT_IN_NAMES, type BuiltInName, type ProfileDraft } from './profile-schema.js'
import { type Said, saidIn } from './said.js'

/** Where a profile comes from. */
export interface ProfileSources {
  /** Name of a built-in profile, or path of a YAML or JSON file; without one TATAMI_LOAD_PROFILE, then `event-day`. */
  readonly name?: string | undefined
  /** Who comes and what they do is the built-in smoke's, unless the profile is for one pass itself; then the default is `smoke`. */
  readonly asSmoke?: boolean | undefined
  /** Keys that are of no concern, whatever a source says of them. */
  readonly without?: readonly (keyof ProfileDraft)[] | undefined
  readonly flags: ProfileFlags
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder from which relative paths of flags and environment count; those of a file count from its own. */
  readonly cwd: string
}

/** What the sources of a profile say, each value checked by itself. */
export interface ProfileReading {
  readonly name: string
  /** The built-in profile under all layers. */
  readonly base: BuiltInName
  /** The uppermost last. */
  readonly layers: readonly Layer[]
  readonly said: Said
  /** Without what is wrong. */
  readonly draft: CompleteDraft
  /** False for a file that cannot be read, or that extends nobody knows what: then it might say anything. */
  readonly isLegible: boolean
  readonly problems: readonly Problem[]
}

/** Reads all sources; throws nothing for what is wrong in them. */
export const readProfile = (sources: ProfileSources): ProfileReading => {
  const { name, base, layers: below, problems } = fileOf(sources)
  const isRescaled = sources.asSmoke === true && !isOnePass(base, below)
  const layers = [
    ...(isRescaled ? [...below.map((layer) => ({ ...layer, isRescaled })), smokeLayer()] : below),
    envLayer(sources.env, sources.cwd),
    flagLayer(sources.flags, sources.cwd),
  ].map((layer) => layerWithout(layer, sources.without ?? []))
  const said = saidIn(layers)
  return {
    name: isRescaled ? `${name}-smoke` : name,
    base,
    layers,
    said,
    draft: draftOf(base, layers),
    isLegible: problems.length === 0 && said.areSound('extends'),
    problems: [...problems, ...layers.flatMap((layer) => layer.problems)],
  }
}

/** A built-in profile, or a file that may name one as its base. */
interface Base {
  readonly base: BuiltInName
  readonly name: string
  readonly layers: readonly Layer[]
  readonly problems: readonly Problem[]
}

const fileOf = ({ name, env, cwd, asSmoke }: ProfileSources): Base => {
  const asked = name ?? (env[PROFILE_VARIABLE] || (asSmoke ? 'smoke' : 'event-day'))
  const builtIn = BUILT_IN_NAMES.find((one) => one === asked)
  if (builtIn) return { base: builtIn, name: builtIn, layers: [], problems: [] }
  const path = resolve(cwd, asked)
  const file = readProfileFile(path, asked)
  if (!('raw' in file)) return { base: 'event-day', name: asked, layers: [], problems: file.map(withHint(asked)) }
  const layer = layerOf(file.raw, file.where, dirname(path))
  const { extends: base = 'event-day', name: given = nameOf(path) } = layer.draft
  return { base, name: given, layers: [layer], problems: [] }
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

const draftOf = (base: BuiltInName, layers: readonly Layer[]): CompleteDraft =>
  completeDraft(
    base,
    layers.map(({ draft }) => draft),
  )

const isOnePass = (base: BuiltInName, layers: readonly Layer[]): boolean =>
  draftOf(base, layers).behaviour.session.kind === 'one-pass'

const smokeLayer = (): Layer => layerOf(SMOKE_OF_ANY, (path) => `smoke: ${pathText(path)}`, '/')

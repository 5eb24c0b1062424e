import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Problem, UsageError } from '../base/errors.js'
import { checkModule } from './own-module-check.js'
import { type OwnModule, type OwnScenarios, runOwn } from './own-scenario.js'
import { ownSteps } from './own-steps.js'
import type { Step } from './scenario.js'

export type { OwnScenarios } from './own-scenario.js'

/**
 * Loads the modules that a profile names. Throws one UsageError with all that is wrong with any of them. `onException` is
 * told the first time a module's scenario throws while it runs.
 */
export const loadOwnModules = async (
  paths: readonly string[],
  onException: (text: string) => void = (text) => process.emitWarning(text),
): Promise<OwnScenarios> => {
  const files = paths.map((file, i) => ({ file, shown: file, at: `scenarios[${i}]` }))
  const { modules, problems } = await readOwnModules(files)
  if (problems.length > 0) throw new UsageError(problems)
  return ownScenarios(modules, onException)
}

/** A module's file. */
export interface ModuleFile {
  readonly file: string
  /** Its name in messages. */
  readonly shown: string
  /** The place that names it, in messages. */
  readonly at: string
}

/** Modules that are right, their steps, and what is wrong with the others. */
export interface ReadModules {
  readonly modules: readonly OwnModule[]
  readonly steps: readonly Step[]
  readonly problems: readonly Problem[]
}

/** Loads modules, each of which runs its own code meanwhile, and checks what they export. */
export const readOwnModules = async (files: readonly ModuleFile[]): Promise<ReadModules> => {
  const loaded = await Promise.all(files.map(async (file) => ({ ...file, ...(await load(file)) })))
  const right = loaded.flatMap((one) => ('module' in one ? [one] : []))
  const modules = right.map(({ module }) => module)
  const names = modules.map(({ name }) => name)
  const problems = [
    ...loaded.flatMap((one) => ('problems' in one ? one.problems : [])),
    ...right.filter(({ module }, i) => names.indexOf(module.name) < i).map(sameName),
  ]
  return { modules, steps: ownSteps(modules), problems }
}

type Loaded = { readonly module: OwnModule } | { readonly problems: readonly Problem[] }

const load = async ({ file, shown, at }: ModuleFile): Promise<Loaded> => {
  let exported: unknown
  try {
    exported = await import(pathToFileURL(resolve(file)).href)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { problems: [{ path: at, value: shown, remedy: `name a JavaScript module that loads (${reason})` }] }
  }
  return checkModule(exported, shown, at)
}

const sameName = ({ module, shown, at }: ModuleFile & { readonly module: OwnModule }): Problem => ({
  path: `${at}.name`,
  value: `${shown}: ${JSON.stringify(module.name)}`,
  remedy: 'another module has this name; give each one of its own',
})

const ownScenarios = (modules: readonly OwnModule[], onException: (text: string) => void): OwnScenarios => {
  const steps = ownSteps(modules)
  const stepOf = new Map(steps.map((step) => [step.name, step]))
  const moduleOf = new Map(modules.map((module) => [module.name, module]))
  const told = new Set<string>()
  return {
    steps,
    activities: modules,
    *perform(user, screen, name, seed) {
      const module = moduleOf.get(name)
      if (!module) throw new Error(`no scenario module is called ${name}`)
      yield* runOwn({ module, steps: stepOf, seed, onException: tellOnce(told, name, onException) }, user, screen)
    },
  }
}

const tellOnce = (told: Set<string>, name: string, tell: (text: string) => void) => (error: unknown) => {
  if (told.has(name)) return
  told.add(name)
  tell(`scenario ${name} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
}

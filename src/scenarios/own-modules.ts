import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Problem, UsageError } from '../base/errors.js'
import { checkModule } from './own-module-check.js'
import { type OwnModule, type OwnScenarios, runOwn } from './own-scenario.js'
import { ownSteps } from './own-steps.js'

export type { OwnScenarios } from './own-scenario.js'

/**
 * Loads the modules that a profile names. Throws one UsageError with all that is wrong with any of them. `onException` is
 * told the first time a module's scenario throws while it runs.
 */
export const loadOwnModules = async (
  paths: readonly string[],
  onException: (text: string) => void = (text) => process.emitWarning(text),
): Promise<OwnScenarios> => {
  const loaded = await Promise.all(paths.map((path, i) => load(path, `scenarios[${i}]`)))
  const modules = loaded.flatMap((one) => ('module' in one ? [one.module] : []))
  const problems = [...loaded.flatMap((one) => ('problems' in one ? one.problems : [])), ...sameNames(modules)]
  if (problems.length > 0) throw new UsageError(problems)
  return ownScenarios(modules, onException)
}

type Loaded = { readonly module: OwnModule } | { readonly problems: readonly Problem[] }

const load = async (path: string, at: string): Promise<Loaded> => {
  let exported: unknown
  try {
    exported = await import(pathToFileURL(resolve(path)).href)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { problems: [{ path: at, value: path, remedy: `name a JavaScript module that loads (${reason})` }] }
  }
  return checkModule(exported, path, at)
}

const sameNames = (modules: readonly OwnModule[]): Problem[] => {
  const names = modules.map(({ name }) => name)
  const repeated = names.filter((name, i) => names.indexOf(name) < i)
  return repeated.map((name) => ({
    path: 'scenarios',
    value: name,
    remedy: 'two modules have this name; give each one of its own',
  }))
}

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

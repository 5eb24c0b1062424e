import type { Problem } from '../base/errors.js'
import type { OwnModule } from './own-scenario.js'
import { EXPECTATIONS } from './own-steps.js'
import { FELT_SUBJECTS } from './scenario.js'
import { STEPS } from './steps.js'

/** What a module exports, checked: the module, or everything that is wrong with it. */
export const checkModule = (
  exported: unknown,
  file: string,
  at: string,
): { readonly module: OwnModule } | { readonly problems: readonly Problem[] } => {
  const module = isObject(exported) ? exported['default'] : undefined
  if (!isObject(module))
    return { problems: [{ path: at, value: file, remedy: 'export default { name, perUserHour, steps, run }' }] }
  const problems = faults(module).map(({ key, remedy }) => ({
    path: `${at}.${key}`,
    value: `${file}: ${shown(key === 'steps' ? Object.keys(module['steps'] ?? {}) : module[key])}`,
    remedy,
  }))
  return problems.length > 0 ? { problems } : { module: module as unknown as OwnModule }
}

interface Fault {
  readonly key: 'name' | 'perUserHour' | 'steps' | 'run'
  readonly remedy: string
}

// An SLO's subject is one of these, so a scenario of that name could not be told from it.
const TAKEN: ReadonlySet<string> = new Set([
  ...STEPS.map(({ scenario }) => scenario),
  ...FELT_SUBJECTS,
  ...['errors', 'users', 'network', 'nginx', 'jetty', 'cassandra', 'elasticsearch'],
])

const faults = ({ name, perUserHour, steps, run }: Readonly<Record<string, unknown>>): Fault[] => {
  const found: Fault[] = []
  const fault = (key: Fault['key'], remedy: string) => found.push({ key, remedy })
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name)) fault('name', 'give a name such as company-wall')
  else if (TAKEN.has(name)) fault('name', 'give a name that no built-in scenario, SLO subject or tier has')
  if (typeof perUserHour !== 'number' || !(perUserHour >= 0 && perUserHour < Number.POSITIVE_INFINITY))
    fault('perUserHour', 'give a number from 0')
  if (!isObject(steps) || Object.keys(steps).length === 0)
    fault('steps', `give an object such as { '${name}/list': 'json-array' }`)
  else for (const remedy of stepFaults(String(name), steps)) fault('steps', remedy)
  if (typeof run !== 'function' || run.constructor.name !== 'GeneratorFunction')
    fault('run', 'write a generator function: *run(user, kit) { … }')
  return found
}

const stepFaults = (name: string, steps: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(steps).flatMap(([step, expected]) => {
    if (!/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/.test(step) || !step.startsWith(`${name}/`))
      return [`${step} must be called ${name}/…, in lower case`]
    if (typeof expected === 'function' || (typeof expected === 'string' && Object.hasOwn(EXPECTATIONS, expected)))
      return []
    return [`${step} must expect one of ${Object.keys(EXPECTATIONS).join(', ')}, or be a function`]
  })

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const shown = (value: unknown): string =>
  typeof value === 'function' ? 'function' : (JSON.stringify(value) ?? 'missing')

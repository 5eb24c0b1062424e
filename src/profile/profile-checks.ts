import type { Problem } from '../base/errors.js'
import { parseAbortRule } from './abort-rule.js'
import type { EventProfile, Target } from './event-profile.js'
import { type Layer, says, textsAt } from './layer.js'
import { parseSlo } from './slo.js'

/** What later stages know of a profile's texts. */
export interface ProfileChecks {
  /** What is wrong with a fault; undefined when it can be injected. */
  readonly fault: (text: string) => Problem | undefined
  /** What keeps a fault from ever happening in a profile, which has no target. */
  readonly faultIn?: (text: string, profile: EventProfile) => Problem | undefined
  /** Whether every connection of a target stays on this machine. */
  readonly staysHere: (target: Target) => boolean
  /** What keeps a target from being loaded. */
  readonly target?: (target: Target) => readonly Problem[]
  /** What is wrong with the names of an SLO; not asked where own scenarios may bring names of their own. */
  readonly slo?: (text: string) => Problem | undefined
  /** The same for an abort rule. */
  readonly abortRule?: (text: string) => Problem | undefined
  /** Seed of a profile that has none. */
  readonly newSeed?: () => number
}

const FAULTS = ['rehearsal', 'faults']

/** What is wrong with the texts of all sources, each text by itself. */
export const textProblems = (layers: readonly Layer[], checks: ProfileChecks): Problem[] => {
  const asked: ProfileChecks = layers.some(hasOwnScenarios) ? { ...checks, slo: never, abortRule: never } : checks
  return layers.flatMap((layer) => [...problemsAt(layer, FAULTS, asked.fault), ...nameProblems(layer, asked)])
}

const never = (): undefined => undefined

// A text that its grammar refuses was found already.
const nameProblems = (layer: Layer, { slo, abortRule }: Pick<ProfileChecks, 'slo' | 'abortRule'>): Problem[] => [
  ...problemsAt(layer, ['slos'], (text) => ('remedy' in parseSlo(text) ? undefined : slo?.(text))),
  ...problemsAt(layer, ['abortOn'], (text) => ('remedy' in parseAbortRule(text) ? undefined : abortRule?.(text))),
]

// Their names are known once they are loaded; what is no list may have been meant as one.
const hasOwnScenarios = (layer: Layer): boolean => {
  if (!says(layer, ['scenarios'])) return false
  const { scenarios } = layer.raw as { readonly scenarios: unknown }
  return !Array.isArray(scenarios) || scenarios.length > 0
}

/** Faults that would never happen, each with the place of the source that said it last. */
export const idleFaults = (
  profile: EventProfile,
  layers: readonly Layer[],
  { faultIn }: Pick<ProfileChecks, 'faultIn'>,
): Problem[] => {
  const layer = layers.findLast((one) => says(one, FAULTS))
  if (profile.target || !layer || !faultIn) return []
  return problemsAt(layer, FAULTS, (text) => faultIn(text, profile))
}

const problemsAt = (layer: Layer, path: readonly string[], check: (text: string) => Problem | undefined): Problem[] =>
  textsAt(layer, path).flatMap((text, i) => {
    const problem = check(text)
    return problem ? [{ ...problem, path: layer.where([...path, i]) }] : []
  })

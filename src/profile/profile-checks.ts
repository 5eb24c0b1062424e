import type { Problem } from '../base/errors.js'
import { writtenDuration } from '../base/units.js'
import { parseAbortRule } from './abort-rule.js'
import { LENGTH_KEYS } from './cross-checks.js'
import type { EventProfile, RehearsalSize, Target } from './event-profile.js'
import { type Layer, says, textsAt } from './layer.js'
import type { Said } from './said.js'
import { parseSlo, type SloWindow } from './slo.js'

/** What later stages know of a profile's texts. */
export interface ProfileChecks {
  /** What is wrong with a fault; undefined when it can be injected. */
  readonly fault: (text: string) => Problem | undefined
  /** What keeps a fault from ever happening in an embedded stack of a size. */
  readonly faultOn?: (text: string, size: RehearsalSize) => Problem | undefined
  /** What keeps it from happening in a run of so many microseconds; absent where nothing ends. */
  readonly faultWithin?: (text: string, lengthUs: number) => Problem | undefined
  /** Whether every connection of a target stays on this machine. */
  readonly staysHere: (target: Target) => boolean
  /** What keeps a target from being loaded. */
  readonly target?: (target: Target) => readonly Problem[]
  /** What is wrong with the names of an SLO; absent where not all names are known. */
  readonly slo?: (text: string) => Problem | undefined
  /** The same for an abort rule. */
  readonly abortRule?: (text: string) => Problem | undefined
  /** Seed of a profile that has none. */
  readonly newSeed?: () => number
}

const FAULTS = ['rehearsal', 'faults']
const SLOS = ['slos']

/** What is wrong with the texts of all sources, each text by itself. */
export const textProblems = (layers: readonly Layer[], checks: ProfileChecks): Problem[] =>
  layers.flatMap((layer) => [...problemsAt(layer, FAULTS, checks.fault), ...nameProblems(layer, checks)])

// A text that its grammar refuses was found already.
const nameProblems = (layer: Layer, { slo, abortRule }: Pick<ProfileChecks, 'slo' | 'abortRule'>): Problem[] => [
  ...problemsAt(layer, SLOS, (text) => ('remedy' in parseSlo(text) ? undefined : slo?.(text))),
  ...problemsAt(layer, ['abortOn'], (text) => ('remedy' in parseAbortRule(text) ? undefined : abortRule?.(text))),
]

/** Faults that would never happen, each with the place of the source that said it last. */
export const idleFaults = (
  { target, rehearsal, ramp, holdUs, rampDownUs }: EventProfile,
  { layers, said }: { readonly layers: readonly Layer[]; readonly said: Said },
  { faultOn, faultWithin }: ProfileChecks,
): Problem[] => {
  const layer = layers.findLast((one) => says(one, FAULTS))
  if (target || !layer) return []
  // A fault of a profile's last minutes is no mistake in it when only a smoke of it is asked for.
  const hasEnd = !layer.isRescaled && said.areSound(...LENGTH_KEYS)
  const lengthUs = ramp.durationUs + holdUs + rampDownUs
  return problemsAt(
    layer,
    FAULTS,
    (text) => faultOn?.(text, rehearsal) ?? (hasEnd ? faultWithin?.(text, lengthUs) : undefined),
  )
}

/** SLOs over windows that are longer than what they count over: they would be judged on less than they say. */
export const longWindows = (
  { ramp, holdUs }: EventProfile,
  { layers, said }: { readonly layers: readonly Layer[]; readonly said: Said },
): Problem[] => {
  const layer = layers.findLast((one) => says(one, SLOS))
  if (!layer || !said.areSound(...LENGTH_KEYS)) return []
  return problemsAt(layer, SLOS, (text) => {
    const slo = parseSlo(text)
    if ('remedy' in slo || !hasLength(slo.window)) return undefined
    // Most logins happen while users arrive.
    const ofRamp = slo.window.kind === 'each' && slo.subject.kind === 'named' && /^login(\/|$)/.test(slo.subject.name)
    const [stages, mostUs] = ofRamp ? ['ramp and hold take', ramp.durationUs + holdUs] : ['the hold takes', holdUs]
    if (slo.window.lengthUs <= mostUs) return undefined
    const remedy = `${stages} ${writtenDuration(mostUs)}; shorten the window, or let users stay longer`
    return { path: '--slo', value: text, remedy }
  })
}

const hasLength = (window: SloWindow): window is SloWindow & { readonly lengthUs: number } => 'lengthUs' in window

const problemsAt = (layer: Layer, path: readonly string[], check: (text: string) => Problem | undefined): Problem[] =>
  textsAt(layer, path).flatMap((text, i) => {
    const problem = check(text)
    return problem ? [{ ...problem, path: layer.where([...path, i]) }] : []
  })

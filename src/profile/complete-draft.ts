import { BUILT_IN_PROFILES } from './built-in-profiles.js'
import { type BuiltInName, type ProfileDraft, profileSchema } from './profile-schema.js'

/** A draft in which everything that has a default is there. */
export type CompleteDraft = Filled<Omit<ProfileDraft, MayBeAbsent>> & Pick<ProfileDraft, MayBeAbsent>

type MayBeAbsent = 'extends' | 'name' | 'target' | 'riemann' | 'hold' | 'duration' | 'seed' | 'shards'
type Filled<T> = T extends readonly unknown[] | { readonly kind: string }
  ? T
  : T extends object
    ? { readonly [K in keyof T]-?: Filled<Exclude<T[K], undefined>> }
    : T

/** A built-in profile with drafts laid over it, the last one uppermost. */
export const completeDraft = (base: BuiltInName, drafts: readonly ProfileDraft[]): CompleteDraft => {
  // `event-day` names every key that has a default, which a test holds it to.
  const ground = profileSchema.parse(BUILT_IN_PROFILES['event-day']) as CompleteDraft
  const layers = [profileSchema.parse(BUILT_IN_PROFILES[base]), ...drafts]
  return layers.reduce<CompleteDraft>((under, over) => overlay(displaced(under, over), over) as CompleteDraft, ground)
}

type Section = Readonly<Record<string, unknown>>

// Values made of several parts: one of them without the others means something else.
const WHOLE = new Set(['accounts', 'poll', 'session', 'pace'])

// Sections are laid over each other key by key; values and lists replace what is under them.
const overlay = (under: Section, over: Section): Section => {
  const merged: Record<string, unknown> = { ...under }
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue
    const below = merged[key]
    merged[key] = isSection(value) && isSection(below) && !WHOLE.has(key) ? overlay(below, value) : value
  }
  return merged
}

const isSection = (value: unknown): value is Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Hold and duration are two ways to say one thing: the upper layer's holds.
const displaced = ({ hold, duration, ...rest }: CompleteDraft, over: ProfileDraft): CompleteDraft => ({
  ...rest,
  ...(hold !== undefined && over.duration === undefined && { hold }),
  ...(duration !== undefined && over.hold === undefined && { duration }),
})

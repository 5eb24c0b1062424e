import type { Problem } from '../base/errors.js'
import { closestName } from './closest-name.js'
import { keysAt } from './profile-json-schema.js'
import { type ProfileDraft, profileSchema } from './profile-schema.js'
import { checkDraft } from './schema-problems.js'

/** What one source says, as far as it is right. */
export interface SoundPart {
  readonly draft: ProfileDraft
  /** Keys of the profile, outermost only, of which this source says something that is wrong. */
  readonly doubtful: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/** Checks what was written; a key with a problem anywhere in it is left out as a whole. */
export const soundPart = (raw: unknown, where: (path: readonly PropertyKey[]) => string): SoundPart => {
  const checked = checkDraft(raw, where)
  if ('draft' in checked) return { ...checked, doubtful: new Set(), problems: [] }
  const wrong = wrongKeys(raw)
  if (!wrong) return { draft: {}, doubtful: new Set(keysAt([])), problems: checked }
  const draft = profileSchema.parse(without(raw as object, wrong))
  return { draft, doubtful: new Set(wrong.flatMap(withMeant)), problems: checked }
}

// Undefined when it is not about single keys.
const wrongKeys = (raw: unknown): readonly string[] | undefined => {
  const issues = profileSchema.safeParse(raw).error?.issues ?? []
  const keys = issues.flatMap((issue) => {
    const [key] = issue.path
    return key === undefined && issue.code === 'unrecognized_keys' ? issue.keys : [key]
  })
  return keys.every((key) => typeof key === 'string') ? keys : undefined
}

const without = (raw: object, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(raw).filter(([key]) => !keys.includes(key)))

// A key that is misspelt says something of the one that was meant.
const withMeant = (key: string): readonly string[] => [key, closestName(key, keysAt([])) ?? key]

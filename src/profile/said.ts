import type { CompleteDraft } from './complete-draft.js'
import { type Layer, rawAt, says } from './layer.js'
import { pathText } from './profile-file.js'

/** What all sources of a profile say, taken together. */
export interface Said {
  /** Names the place at which a key was said last. */
  where(path: readonly PropertyKey[]): string
  /** The text there as it was written; undefined for what is none. */
  text(path: readonly PropertyKey[]): string | undefined
  /** Whether nothing that was said of these keys of the profile is wrong. */
  areSound(...keys: readonly (keyof CompleteDraft)[]): boolean
}

/** The sources laid over each other, the uppermost last. */
export const saidIn = (layers: readonly Layer[]): Said => {
  const uppermost = (path: readonly PropertyKey[]) => layers.findLast((layer) => says(layer, path))
  return {
    where: (path) => uppermost(path)?.where(path) ?? pathText(path),
    text: (path) => {
      const value = rawAt(uppermost(path)?.raw, path)
      return typeof value === 'string' ? value : undefined
    },
    areSound: (...keys) => keys.every((key) => layers.every(({ doubtful }) => !doubtful.has(key))),
  }
}

import type { z } from 'zod'
import type { Problem } from '../base/errors.js'
import { didYouMean } from './closest-name.js'
import { keysAt } from './profile-json-schema.js'
import { type ProfileDraft, profileSchema } from './profile-schema.js'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]
type Where = (path: Path) => string

/** A checked draft, or every problem of what was written; `where` names the place of a path of keys. */
export const checkDraft = (raw: unknown, where: Where): { readonly draft: ProfileDraft } | readonly Problem[] => {
  const result = profileSchema.safeParse(raw)
  if (result.success) return { draft: result.data }
  return result.error.issues.flatMap((issue) => problemsOf(issue, [], raw, where))
}

const problemsOf = (issue: Issue, base: Path, raw: unknown, where: Where): Problem[] => {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], where))
  if (issue.code === 'invalid_union') {
    const entered = issue.errors.find((branch) => branch.every(isInside))
    if (entered) return entered.flatMap((inner) => problemsOf(inner, path, raw, where))
  }
  const isSection = issue.code === 'invalid_type' && (issue.expected === 'object' || issue.expected === 'record')
  const remedy = isSection ? sectionRemedy(keysAt(path)) : issue.message
  return [{ path: where(path), value: valueText(raw, path), remedy }]
}

// A section without keys of its own, such as `tags`, takes any.
const sectionRemedy = (keys: readonly string[]): string =>
  keys.length === 0 ? 'write keys and values, such as name: value' : `write keys and values: ${keys.join(', ')}`

// The branch of a union that fits what was written by its kind has problems only further in.
const isInside = (issue: Issue): boolean => issue.path.length > 0 || issue.code === 'unrecognized_keys'

const unknownKey = (path: Path, where: Where): Problem => {
  const known = keysAt(path.slice(0, -1))
  const key = String(path.at(-1))
  return {
    path: where(path),
    value: 'unknown key',
    remedy: `${didYouMean(key, known)}the keys are ${known.join(', ')}`,
  }
}

const LONGEST = 60
const CREDENTIALS = /\/\/[^/]*@/g

const SECRETS = new Set(['password', 'keyPassphrase'])

const valueText = (raw: unknown, path: Path): string => {
  const value = path.reduce<unknown>(inside, raw)
  if (SECRETS.has(String(path.at(-1)))) return `a ${value === null ? 'missing value' : typeof value}, not shown`
  if (value === undefined) return 'nothing'
  if (value === null) return 'no value'
  if (Array.isArray(value)) return `a list of ${value.length}`
  // Its values may hold a password.
  if (typeof value === 'object') return `{${Object.keys(value).join(', ')}}`.slice(0, LONGEST)
  const text = String(value).replace(CREDENTIALS, '//…@')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text === '' ? 'an empty text' : text
}

// A list may have been written as one text, whose parts have no place of their own.
const inside = (value: unknown, key: PropertyKey): unknown => {
  if (typeof value === 'string' && typeof key === 'number') return value.split(',')[key]?.trim()
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Readonly<Record<PropertyKey, unknown>>)[key]
}

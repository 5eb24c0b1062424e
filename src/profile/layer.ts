import { isAbsolute, resolve } from 'node:path'
import type { Problem } from '../base/errors.js'
import type { ProfileDraft } from './profile-schema.js'
import { soundPart } from './sound-part.js'

/** One source of a profile: a file, the environment or the flags. */
export interface Layer {
  /** Without the keys that are in doubt. */
  readonly draft: ProfileDraft
  /** Keys of the profile, outermost only, of which this source says something that is wrong. */
  readonly doubtful: ReadonlySet<string>
  /** As it was written, in the profile's shape. */
  readonly raw: unknown
  /** Names the place of a path of keys in this source. */
  readonly where: (path: readonly PropertyKey[]) => string
  readonly problems: readonly Problem[]
  /** A source above it says how many come and how long they stay. */
  readonly isRescaled?: boolean
}

/** Checks what one source says; paths in it count from `dir`. */
export const layerOf = (raw: unknown, where: Layer['where'], dir: string, found: readonly Problem[] = []): Layer => {
  const { draft, doubtful, problems } = soundPart(raw, where)
  const twice = twoLengths(raw, where)
  return {
    draft: withAbsolutePaths(draft, dir),
    doubtful: twice.length > 0 ? new Set([...doubtful, 'hold', 'duration']) : doubtful,
    raw,
    where,
    problems: [...found, ...twice, ...problems],
  }
}

/** The same source as if it did not say these keys of the profile; what is wrong in them is told all the same. */
export const layerWithout = (layer: Layer, keys: readonly (keyof ProfileDraft)[]): Layer => {
  const isKept = (key: string): boolean => !keys.some((one) => one === key)
  const kept = (section: object): object => Object.fromEntries(Object.entries(section).filter(([key]) => isKept(key)))
  const { draft, raw, doubtful } = layer
  return {
    ...layer,
    draft: kept(draft),
    raw: typeof raw === 'object' && raw !== null ? kept(raw) : raw,
    doubtful: new Set([...doubtful].filter(isKept)),
  }
}

/** Whether a source says anything at a path of keys. */
export const says = ({ raw }: Pick<Layer, 'raw'>, path: readonly PropertyKey[]): boolean =>
  rawAt(raw, path) !== undefined

/** What was written at a path of keys. */
export const rawAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    raw,
  )

/** Texts of a list as they were written, whatever else is wrong around them. */
export const textsAt = ({ raw }: Layer, path: readonly string[]): readonly string[] => {
  const value = rawAt(raw, path)
  // A list may be written as one text.
  if (typeof value === 'string') return value.split(',').map((text) => text.trim())
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

const twoLengths = (raw: unknown, where: Layer['where']): Problem[] =>
  says({ raw }, ['hold']) && says({ raw }, ['duration'])
    ? [{ path: where(['duration']), value: `beside ${where(['hold'])}`, remedy: 'give one of the two' }]
    : []

type PemFiles = { readonly [K in 'cacert' | 'cert' | 'key']?: string | undefined }

const filesFrom = ({ cacert, cert, key }: PemFiles, from: (file: string) => string) => ({
  ...(cacert !== undefined && { cacert: from(cacert) }),
  ...(cert !== undefined && { cert: from(cert) }),
  ...(key !== undefined && { key: from(key) }),
})

const withAbsolutePaths = (draft: ProfileDraft, dir: string): ProfileDraft => {
  const from = (file: string): string => (isAbsolute(file) ? file : resolve(dir, file))
  const { accounts, target, tiers, riemann, scenarios } = draft
  return {
    ...draft,
    ...(accounts?.kind === 'csv' && { accounts: { ...accounts, file: from(accounts.file) } }),
    ...(target && { target: { ...target, ...filesFrom(target, from) } }),
    ...(riemann && { riemann: { ...riemann, ...filesFrom(riemann, from) } }),
    ...(tiers?.nginxLogs && { tiers: { ...tiers, nginxLogs: tiers.nginxLogs.map(from) } }),
    ...(scenarios && { scenarios: scenarios.map(from) }),
  }
}

import { readFileSync } from 'node:fs'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Problem } from '../base/errors.js'
import { collectionKeys } from './collection-keys.js'

/** What stands in a YAML or JSON file, and on which line. */
export interface ProfileFile {
  readonly raw: unknown
  /** `bank.yaml:12: ramp.rate` for a path of keys, as near as the file has it. */
  where(path: readonly PropertyKey[]): string
}

/** Reads a file, or answers what is wrong with its syntax, each problem with its line. */
export const readProfileFile = (file: string, shown: string): ProfileFile | readonly Problem[] => {
  const source = read(file)
  if (typeof source !== 'string') {
    return [{ path: shown, value: source.code, remedy: 'name a built-in profile or a readable YAML or JSON file' }]
  }
  return parseProfile(source, shown)
}

/** Parses the text of a file that messages call `shown`. */
export const parseProfile = (source: string, shown: string): ProfileFile | readonly Problem[] => {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const flaws = [...document.errors, ...document.warnings]
  if (flaws.length > 0) {
    return flaws.map(({ message, pos }) => ({
      path: `${shown}:${lines.linePos(pos[0]).line}`,
      value: 'not YAML or JSON',
      remedy: message,
    }))
  }
  const keys = collectionKeys(document)
  if (keys.length > 0) {
    return keys.map(({ path, kind, offset }) => ({
      path: `${shown}:${lines.linePos(offset).line}: ${pathText(path)}`,
      value: `a ${kind} in place of a key`,
      remedy: 'write a name before the colon; text with [ or { in it wants quotes',
    }))
  }
  const raw = toPlain(() => document.toJS({ maxAliasCount: 100 }))
  if (raw.kind === 'refused') return [{ path: shown, value: 'not to be read', remedy: raw.message }]
  const where = (path: readonly PropertyKey[]): string => {
    const line = lineOf(path, (part) => document.getIn(part, true), lines)
    return `${shown}${line === undefined ? '' : `:${line}`}: ${pathText(path)}`
  }
  // An empty file says nothing, which is allowed.
  return { raw: raw.value ?? {}, where }
}

/** `target.urls[0]` for a path of keys. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('') ||
  'profile'

const read = (file: string): string | { readonly code: string } => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException
    return { code: code === 'ENOENT' ? 'no such file' : code }
  }
}

const toPlain = (convert: () => unknown) => {
  try {
    return { kind: 'plain', value: convert() } as const
  } catch (error) {
    return { kind: 'refused', message: error instanceof Error ? error.message : String(error) } as const
  }
}

// A key that is missing is looked for on the line of what should hold it.
const lineOf = (
  path: readonly PropertyKey[],
  nodeAt: (path: readonly PropertyKey[]) => unknown,
  lines: LineCounter,
): number | undefined => {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(path.slice(0, length))
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}

import { stringify } from 'yaml'
import { BUILT_IN_PROFILES } from './built-in-profiles.js'
import { profileJsonSchema, propertiesOf, type SchemaNode } from './profile-json-schema.js'

/** A profile to begin with: each key with what it means and its default; a key without a default is commented out. */
export const starterYaml = (): string =>
  [...HEAD, ...sectionLines(profileJsonSchema(), BUILT_IN_PROFILES['event-day'])].join('\n').concat('\n')

const HEAD = [
  '# An event profile for tatami-load. Everything may be left out; what stands here are the defaults.',
  '# A key behind a # without a space has none: take the # away to use it.',
  '# Counts may be written 160k, durations 1h30m, shares 20%.',
]

const sectionLines = (node: SchemaNode, defaults: object): string[] =>
  Object.entries(propertiesOf(node)).flatMap(([key, inner]) => {
    const value = (defaults as Readonly<Record<string, unknown>>)[key]
    const lines = value === undefined ? exampleLines(key, inner) : valueLines(key, inner, value)
    return ['', ...commentLines(inner), ...lines]
  })

const valueLines = (key: string, node: SchemaNode, value: unknown): string[] => {
  const isSection = typeof value === 'object' && value !== null && Object.keys(propertiesOf(node)).length > 0
  return isSection ? [`${key}:`, ...indented(sectionLines(node, value).slice(1))] : written(key, value)
}

// The whole section of a key without a default is off; what it could say stands in it.
const exampleLines = (key: string, node: SchemaNode): string[] => {
  const inner = Object.entries(propertiesOf(node))
  if (inner.length === 0) return written(key, node.examples?.[0] ?? '').map(off)
  const lines = inner.flatMap(([name, one]) => [...commentLines(one), ...written(name, one.examples?.[0] ?? '')])
  return [`${key}:`, ...indented(lines)].map(off)
}

const written = (key: string, value: unknown): string[] =>
  stringify({ [key]: value })
    .trimEnd()
    .split('\n')

const commentLines = ({ description }: SchemaNode): string[] => (description === undefined ? [] : [`# ${description}`])

const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`))

const off = (line: string): string => `#${line}`

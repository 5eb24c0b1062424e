import { stringify } from 'yaml'
import { BUILT_IN_PROFILES } from './built-in-profiles.js'
import { profileJsonSchema, propertiesOf, type SchemaNode } from './profile-json-schema.js'

/**
 * A profile to begin with: it extends `event-day` and says nothing else. Each key stands in it with what it means and the
 * value that it has there, behind a # without a space; a key that has none shows an example.
 */
export const starterYaml = (): string => {
  const { extends: base, ...others } = propertiesOf(profileJsonSchema())
  return [
    ...HEAD,
    ...commentLines(base ?? {}),
    'extends: event-day',
    ...Object.entries(others).flatMap(([key, node]) => [
      '',
      ...sectionLines({ [key]: node }, BUILT_IN_PROFILES['event-day']),
    ]),
    '',
  ].join('\n')
}

const HEAD = [
  '# An event profile for tatami-load. All that is left out comes from the built-in profile that it extends: event-day (the',
  '# opening of a platform), spike (everybody within a minute), soak (a working day) or smoke (every step once).',
  '#',
  '# Keys stand behind a # without a space: take the # away from what is to differ, and from the section that it stands in.',
  '# Their values are those of event-day; where a key has none, the value is an example and says so.',
  '# Counts may be written 160k, durations 1h30m, shares 20%.',
  '',
]

type Section<T> = Readonly<Record<string, T>>

const sectionLines = (nodes: Section<SchemaNode>, values: Section<unknown>): string[] =>
  Object.entries(nodes).flatMap(([key, node]) => {
    const value = values[key]
    return [...commentLines(node), ...(value === undefined ? exampleLines(key, node) : valueLines(key, node, value))]
  })

const valueLines = (key: string, node: SchemaNode, value: unknown): string[] => {
  const inner = propertiesOf(node)
  const isSection = Object.keys(inner).length > 0 && typeof value === 'object'
  return isSection ? [`#${key}:`, ...indented(sectionLines(inner, { ...value }))] : written(key, value)
}

const exampleLines = (key: string, node: SchemaNode): string[] => {
  const inner = Object.entries(propertiesOf(node))
  const [first = '', ...rest] =
    inner.length === 0
      ? exampleOf(key, node)
      : [`#${key}:`, ...indented(inner.flatMap(([name, one]) => [...commentLines(one), ...exampleOf(name, one)]))]
  return [`${first} # an example`, ...rest]
}

const exampleOf = (key: string, { examples }: SchemaNode): string[] => written(key, examples?.[0] ?? '')

// Each line behind a # of its own, where the text begins.
const written = (key: string, value: unknown): string[] =>
  stringify({ [key]: value })
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^ */, '$&#'))

const commentLines = ({ description }: SchemaNode): string[] => (description === undefined ? [] : [`# ${description}`])

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)

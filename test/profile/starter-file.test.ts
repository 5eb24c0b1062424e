import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { BUILT_IN_PROFILES } from '../../src/profile/built-in-profiles.js'
import { keysAt, nodeAt, profileJsonSchema } from '../../src/profile/profile-json-schema.js'
import { ENVIRONMENT, PROFILE_OPTIONS } from '../../src/profile/profile-options.js'
import { BUILT_IN_NAMES } from '../../src/profile/profile-schema.js'
import { checkDraft } from '../../src/profile/schema-problems.js'
import { starterYaml } from '../../src/profile/starter-file.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { resolved } from './resolving.js'

const allPaths = (path: readonly string[] = []): (readonly string[])[] =>
  keysAt(path).flatMap((key) => [[...path, key], ...allPaths([...path, key])])

/** The starter with every value that is no example taken out of its comment. */
const allValuesOf = (yaml: string): string =>
  yaml
    .split('\n\n')
    .filter((block) => !/^#\w+:.*# an example$/m.test(block))
    .map((block) => block.replaceAll(/^( *)#(?! |.*# an example$)/gm, '$1'))
    .join('\n\n')

/** What the starter is resolved to after a change to its text. */
const startedWith = (change: (yaml: string) => string) => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'start.yaml'), change(starterYaml()))
  return resolved({ cwd, name: 'start.yaml' })
}

describe('the starter file', () => {
  test('says nothing but what it extends', () => {
    expect(parse(starterYaml())).toEqual({ extends: 'event-day' })
  })

  test.each(BUILT_IN_NAMES)('is %s once it extends that', (base) => {
    const profile = startedWith((yaml) => yaml.replace('\nextends: event-day\n', `\nextends: ${base}\n`))
    expect(profile).toEqual({ ...resolved({ name: base }), name: 'start' })
  })

  test('shows the values of event-day, word for word', () => {
    expect(parse(allValuesOf(starterYaml()))).toEqual({ extends: 'event-day', ...BUILT_IN_PROFILES['event-day'] })
    expect(startedWith(allValuesOf)).toEqual({ ...resolved({ name: 'event-day' }), name: 'start' })
  })

  test('takes a value whose # is taken away', () => {
    expect(startedWith((yaml) => yaml.replace('#users: 1000', 'users: 160k')).users).toBe(160_000)
    const jetty = (yaml: string) => yaml.replace('#rehearsal:', 'rehearsal:').replace('  #jetty: 2', '  jetty: 7')
    expect(startedWith(jetty).rehearsal).toEqual({ ...resolved().rehearsal, jetty: 7 })
  })

  test.each(allPaths().map((path) => [path.join('.'), path] as const))('has %s with a comment', (_title, path) => {
    const { description = '' } = nodeAt(path) ?? {}
    expect(description).not.toBe('')
    const lines = starterYaml()
      .split('\n')
      .map((line) => line.replace(/^\s*#?\s*/, ''))
    const comment = lines.findIndex(
      (line, i) => line.endsWith(description) && lines[i + 1]?.startsWith(`${path.at(-1)}:`),
    )
    expect(comment).toBeGreaterThan(-1)
  })

  test('offers examples that are right', () => {
    const offered = allPaths().flatMap((path) => (nodeAt(path)?.examples ?? []).map((example) => ({ path, example })))
    expect(offered.length).toBeGreaterThan(10)
    for (const { path, example } of offered) {
      if (path[0] === 'accounts') continue
      const raw = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), example)
      expect(checkDraft(raw, String)).toHaveProperty('draft')
    }
  })
})

describe('the JSON Schema', () => {
  test('is closed, titled and survives being written', () => {
    const schema = profileJsonSchema()
    expect(schema).toMatchObject({
      $schema: expect.any(String),
      type: 'object',
      additionalProperties: false,
      title: expect.any(String),
    })
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
  })
})

describe('options', () => {
  test('each set a key that the schema has, under a name of their own', () => {
    for (const { path } of PROFILE_OPTIONS) expect(nodeAt(path)).toBeDefined()
    expect(new Set(PROFILE_OPTIONS.map(({ flag }) => flag)).size).toBe(PROFILE_OPTIONS.length)
  })

  test('are named after their flags in the environment', () => {
    expect(ENVIRONMENT).toContainEqual({
      name: 'TATAMI_LOAD_RAMP_DOWN',
      flag: '--ramp-down',
      help: 'time over which they log out, 10s',
    })
    expect(ENVIRONMENT).toContainEqual(expect.objectContaining({ name: 'TATAMI_LOAD_I_AM_AUTHORISED_TO_LOAD' }))
    for (const word of ['PROFILE', 'VUS', 'OUT', 'SEED_PASSWORD'])
      expect(ENVIRONMENT).toContainEqual(expect.objectContaining({ name: `TATAMI_LOAD_${word}` }))
  })
})

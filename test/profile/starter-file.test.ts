import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { BUILT_IN_PROFILES } from '../../src/profile/built-in-profiles.js'
import { keysAt, nodeAt, profileJsonSchema } from '../../src/profile/profile-json-schema.js'
import { describeEnv, PROFILE_OPTIONS } from '../../src/profile/profile-options.js'
import { checkDraft } from '../../src/profile/schema-problems.js'
import { starterYaml } from '../../src/profile/starter-file.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { resolved } from './resolving.js'

const allPaths = (path: readonly string[] = []): (readonly string[])[] =>
  keysAt(path).flatMap((key) => [[...path, key], ...allPaths([...path, key])])

describe('the starter file', () => {
  test('is event-day, word for word', () => {
    expect(parse(starterYaml())).toEqual(BUILT_IN_PROFILES['event-day'])
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'start.yaml'), starterYaml())
    expect(resolved({ cwd, name: 'start.yaml' })).toEqual({ ...resolved({ name: 'event-day' }), name: 'start' })
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
    expect(describeEnv()).toContainEqual({
      name: 'TATAMI_LOAD_RAMP_DOWN',
      flag: '--ramp-down',
      help: 'time over which they log out, 10s',
    })
    expect(describeEnv()).toContainEqual(expect.objectContaining({ name: 'TATAMI_LOAD_I_AM_AUTHORISED_TO_LOAD' }))
    for (const word of ['PROFILE', 'VUS', 'OUT', 'SEED_PASSWORD'])
      expect(describeEnv()).toContainEqual(expect.objectContaining({ name: `TATAMI_LOAD_${word}` }))
  })
})

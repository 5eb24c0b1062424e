import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseProfile, pathText, readProfileFile } from '../../src/profile/profile-file.js'
import { temporaryFolder } from '../metrics/stored-runs.js'

describe('what is written well', () => {
  test.each([
    ['users: 160k\nramp: {rate: 200/s}\n', { users: '160k', ramp: { rate: '200/s' } }],
    ['{"users": 5, "tags": {"a": "b"}}', { users: 5, tags: { a: 'b' } }],
    ['# nothing but a comment\n', {}],
    ['', {}],
    ['behaviour:\n  poll: off\n', { behaviour: { poll: 'off' } }],
  ])('%j is read', (source, raw) => {
    expect(parseProfile(source, 'a.yaml')).toMatchObject({ raw })
  })

  test('is found again by its line', () => {
    const file = parseProfile(
      'users: 1\nbehaviour:\n  poll: 5s\n  posts:\n    replies: 1%\nslos:\n  - a\n  - b\n',
      'a.yaml',
    )
    const where = 'where' in file ? file.where : () => ''
    expect(where(['users'])).toBe('a.yaml:1: users')
    expect(where(['behaviour', 'posts', 'replies'])).toBe('a.yaml:5: behaviour.posts.replies')
    expect(where(['slos', 1])).toBe('a.yaml:8: slos[1]')
    expect(where(['behaviour', 'posts', 'missing'])).toBe('a.yaml:5: behaviour.posts.missing')
    expect(where(['ramp'])).toBe('a.yaml: ramp')
  })
})

describe('what is not', () => {
  test.each([
    ['users: 1\nusers: 2\n', 'a.yaml:2', 'unique'],
    ['slos: [a\n', 'a.yaml:', 'Flow sequence'],
    ['users: "1\n', 'a.yaml:', 'quote'],
    ['users: 1\n---\nusers: 2\n', 'a.yaml:', 'documents'],
    ['users: !secret 1\n', 'a.yaml:1', 'Unresolved tag'],
    ['users: *nobody\n', 'a.yaml', 'alias'],
    ['{"users": 1,,}', 'a.yaml:1', 'Unexpected'],
  ])('%j is refused with its line', (source, path, remedy) => {
    const problems = parseProfile(source, 'a.yaml')
    expect(problems).toEqual(
      expect.arrayContaining([
        { path: expect.stringContaining(path), value: expect.any(String), remedy: expect.stringContaining(remedy) },
      ]),
    )
  })

  test('aliases that multiply are refused, not unfolded', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `k${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`)
    expect(parseProfile(`k0: &a0 [x]\n${levels.join('\n')}\n`, 'a.yaml')).toMatchObject([{ value: 'not to be read' }])
  })

  test.each([
    ['users: 1\nrehearsal: { [a, b]: 3 }\n', 'a.yaml:2: rehearsal', 'a list in place of a key'],
    ['users: {{n}}\n', 'a.yaml:1: users', 'a section in place of a key'],
    ['slos:\n  - ? [x]\n    : y\n', 'a.yaml:2: slos[0]', 'a list in place of a key'],
    ['localIps: &a [x]\n*a : 1\n', 'a.yaml:2: profile', 'a list in place of a key'],
  ])('%j is refused, without a warning from elsewhere', async (source, path, value) => {
    const heard: string[] = []
    const listener = ({ message }: Error) => heard.push(message)
    process.on('warning', listener)
    expect(parseProfile(source, 'a.yaml')).toEqual([{ path, value, remedy: expect.stringContaining('write a name') }])
    // Warnings are told in the next tick.
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', listener)
    expect(heard).toEqual([])
  })

  test('a file that is not there says so', () => {
    expect(readProfileFile(join(temporaryFolder(), 'a.yaml'), 'a.yaml')).toEqual([
      { path: 'a.yaml', value: 'no such file', remedy: 'name a built-in profile or a readable YAML or JSON file' },
    ])
  })

  test('a folder is not a file', () => {
    expect(readProfileFile(temporaryFolder(), 'a.yaml')).toMatchObject([{ value: 'EISDIR' }])
  })
})

test('a file is read from disk', () => {
  const file = join(temporaryFolder(), 'a.yaml')
  writeFileSync(file, 'users: 7\n')
  expect(readProfileFile(file, 'a.yaml')).toMatchObject({ raw: { users: 7 } })
})

test.each([
  [[], 'profile'],
  [['target', 'urls', 0], 'target.urls[0]'],
])('%j is written %s', (path, text) => {
  expect(pathText(path)).toBe(text)
})

test('any text is a profile or a list of problems', () => {
  const pieces = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '&a',
    '*a',
    '"',
    "'",
    '|',
    '#',
    '!x',
    '<<',
    '? ',
  )
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, (source) => {
      const file = parseProfile(source, 'a.yaml')
      if (!('raw' in file)) expect(file.length).toBeGreaterThan(0)
      else expect(file.where(['a', 0, 'b'])).toMatch(/^a\.yaml(:\d+)?: a\[0\]\.b$/)
    }),
  )
})

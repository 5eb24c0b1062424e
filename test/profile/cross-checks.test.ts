import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ProfileFlags } from '../../src/profile/profile-options.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { refused, resolved } from './resolving.js'

const HERE = 'http://127.0.0.1:8080'

describe('a target', () => {
  test.each([
    [{ fault: ['jetty:down'] }, '--fault', 'jetty:down', 'faults are for the embedded stack'],
    [{ plain: true }, '--plain', 'true', 'a target is plain when its URL begins with http://'],
    [{ cacert: 'no.pem' }, '--cacert', 'no.pem', 'nothing to read at /nowhere/no.pem; name a readable PEM file'],
    [{ resolve: ['other.example:80:127.0.0.1'] }, '--resolve', 'other.example:80:127.0.0.1', 'no target has this'],
    [{ resolve: ['127.0.0.1:80:127.0.0.1'] }, '--resolve', '127.0.0.1:80:127.0.0.1', 'no target has this'],
  ])('does not go with %j', (flags, path, value, remedy) => {
    const problem = { path, value, remedy: expect.stringContaining(remedy) }
    expect(refused({ flags: { ...flags, target: HERE } })).toEqual([problem])
  })

  test('takes the place of a rehearsal that a file describes', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'p.yaml'), 'rehearsal: { plain: true, faults: [jetty:down] }')
    expect(resolved({ cwd: folder, name: 'p.yaml', flags: { target: HERE } }).target?.urls).toEqual([HERE])
  })

  test('and faults in one file contradict each other', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'p.yaml'), `target: { urls: [${HERE}] }\nrehearsal: { faults: [jetty:down] }`)
    expect(refused({ cwd: folder, name: 'p.yaml' })).toMatchObject([{ value: 'jetty:down' }])
  })

  test('has one scheme for all of its URLs', () => {
    expect(refused({ flags: { target: [HERE, 'https://127.0.0.1'] } })).toMatchObject([
      { path: '--target', value: `${HERE}, https://127.0.0.1`, remedy: 'use either http or https for all of them' },
    ])
  })

  test('is named with the port that its scheme has of its own', () => {
    const flags = { target: 'http://127.0.0.1', resolve: ['127.0.0.1:80:127.0.0.2'] }
    expect(resolved({ flags }).target?.resolve).toHaveLength(1)
  })

  test('that is not on this machine is not loaded with the accounts of the rehearsal', () => {
    const target = 'https://tatami.bank.example'
    expect(refused({ flags: { target } })).toMatchObject([{ path: 'accounts', value: 'only those of the rehearsal' }])
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'a.yaml'), 'accounts: {pattern: "t{n}@b.example", password: x}\n')
    expect(refused({ cwd, name: 'a.yaml', flags: { target } })).toEqual([])
  })

  test("in a file meets the flag's fault at the flag", () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'a.yaml'), `target: {urls: ${HERE}}\nrehearsal: {faults: [jetty:freeze]}\n`)
    expect(refused({ cwd, name: 'a.yaml' })).toMatchObject([{ path: 'a.yaml:2: rehearsal.faults' }])
    expect(refused({ cwd, name: 'a.yaml', flags: { fault: ['jetty:down'] } })).toMatchObject([{ path: '--fault' }])
  })
})

test('an address without a target would load something else than it says', () => {
  expect(refused({ flags: { resolve: ['a.example:80:127.0.0.1'] } })).toMatchObject([
    { path: '--resolve', remedy: expect.stringContaining('name the target') },
  ])
})

describe('real stores', () => {
  test.each(['cassandra=1x5ms', 'elasticsearch=2x10ms'])('cannot be made scarce: %s', (scarce) => {
    const remedy = expect.stringContaining('make nginx or jetty scarce, or leave the stores modelled')
    const flags = { scarce: ['nginx=4x1ms', scarce] }
    const problem = { path: '--scarce', value: `nginx=4x1ms, ${scarce}`, remedy }
    expect(refused({ flags: { ...flags, stores: 'real' } })).toEqual([problem])
    expect(refused({ flags })).toEqual([])
  })

  test('leave what stands before them as scarce as is wanted', () => {
    expect(refused({ flags: { stores: 'real', scarce: ['jetty=2x5ms', 'nginx=4x1ms'] } })).toEqual([])
  })

  test('are no matter where a target takes their place', () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'p.yaml'), 'rehearsal: { stores: real, scarce: [cassandra=1x5ms] }')
    expect(refused({ cwd, name: 'p.yaml', flags: { target: HERE } })).toEqual([])
    expect(refused({ cwd, name: 'p.yaml' })).toHaveLength(1)
  })
})

describe('times', () => {
  test.each([
    [{ duration: '5s' }, '--duration', '5s', 'the ramp alone takes 5s'],
    [{ duration: '2m', users: '160k' }, '--duration', '2m', 'the ramp alone takes 13m20s'],
    [{ users: '5m', ramp: '1/s' }, '--ramp', 'a ramp of over 30 days', 'arrive faster'],
  ])('%j', (flags, path, value, remedy) => {
    expect(refused({ flags })).toEqual([{ path, value, remedy: expect.stringContaining(remedy) }])
  })

  test('a ramp of no time at all is one', () => {
    expect(resolved({ flags: { ramp: '0' } }).ramp).toEqual({ kind: 'linear', durationUs: 0 })
  })
})

describe('the window of an SLO', () => {
  const slo = (text: string) => ({ slo: [text], users: '2k', ramp: '1m', hold: '5m' })
  test.each([
    'post.p99[last 5m] < 1s',
    'post.p99[each 5m] < 1s',
    'login.p95[each 6m] < 2s',
    'login/page.errors[each 6m] < 1%',
  ])('%s is no longer than what it counts over', (text) => expect(refused({ flags: slo(text) })).toEqual([]))

  test.each([
    ['post.p99[last 10m] < 1s', 'the hold takes 5m; shorten the window, or let users stay longer'],
    ['errors[each 301s] < 1%', 'the hold takes 5m;'],
    ['login.p95[last 6m] < 2s', 'the hold takes 5m;'],
    ['login.p95[each 7m] < 2s', 'ramp and hold take 6m;'],
    ['timeline.p99[each 6m] < 2s', 'the hold takes 5m;'],
  ])('%s is longer', (text, remedy) => {
    expect(refused({ flags: slo(text) })).toEqual([
      { path: '--slo', value: text, remedy: expect.stringContaining(remedy) },
    ])
  })

  test('is no question where nobody knows how long the hold is', () => {
    expect(refused({ flags: { ...slo('errors[last 10m] < 1%'), hold: 'long' } })).toMatchObject([{ path: '--hold' }])
  })

  test('in a file is told at its line', () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'a.yaml'), 'slos:\n  - errors[last 10m] < 1%\n')
    expect(refused({ cwd, name: 'a.yaml' })).toMatchObject([{ path: 'a.yaml:2: slos[0]' }])
  })
})

test('a fault of no text is one problem', () => {
  expect(refused({ flags: { fault: [''] } })).toHaveLength(1)
})

test('problems come by the lines of their files, those of flags and of what is missing last', () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'bad.csv'), 'login,password\na\n')
  const lines = [
    'rehearsal: { faults: [soon] }',
    'hold: long',
    'users: many',
    'accounts: { csv: bad.csv }',
    'slos: [fast]',
  ]
  writeFileSync(join(cwd, 'a.yaml'), lines.join('\n'))
  const paths = refused({ cwd, name: 'a.yaml', flags: { seed: 'x' } }).map(({ path }) => path.replace(`${cwd}/`, ''))
  expect(paths).toEqual([
    'a.yaml:1: rehearsal.faults[0]',
    'a.yaml:2: hold',
    'a.yaml:3: users',
    'a.yaml:5: slos[0]',
    'bad.csv:2',
    '--seed',
  ])
})

describe('accounts', () => {
  test('that are too few for the users are told with both numbers', () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'two.csv'), 'login,password\na,b\nc,d\n')
    expect(refused({ cwd, flags: { accounts: 'two.csv', users: '3' } })).toEqual([
      {
        path: '--accounts',
        value: `2 accounts in ${join(cwd, 'two.csv')}`,
        remedy: 'each of the 3 users needs one of their own: add accounts or ask for at most 2 users',
      },
    ])
  })

  test('with a row that is none are told with its line', () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'bad.csv'), 'login,password\na\n')
    expect(refused({ cwd, flags: { accounts: 'bad.csv' } })).toMatchObject([{ path: `${join(cwd, 'bad.csv')}:2` }])
  })

  test('of a file that is missing are told as they were written, and where they were looked for', () => {
    expect(refused({ flags: { accounts: 'none.csv' } })).toEqual([
      {
        path: '--accounts',
        value: 'none.csv',
        remedy: 'nothing to read at /nowhere/none.csv; name a readable CSV file of accounts',
      },
    ])
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'a.yaml'), 'accounts: { csv: /none/at/all.csv }')
    expect(refused({ cwd, name: 'a.yaml' })).toEqual([
      {
        path: 'a.yaml:1: accounts.csv',
        value: '/none/at/all.csv',
        remedy: 'nothing to read; name a readable CSV file of accounts',
      },
    ])
  })
})

test('a module that is missing is told at its place', () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'own.mjs'), '')
  writeFileSync(join(cwd, 'a.yaml'), 'scenarios:\n  - own.mjs\n  - none.mjs\n')
  expect(refused({ cwd, name: 'a.yaml' })).toEqual([
    {
      path: 'a.yaml:3: scenarios[1]',
      value: 'none.mjs',
      remedy: `nothing to read at ${join(cwd, 'none.mjs')}; name a readable JavaScript module`,
    },
  ])
})

describe('beside values that are wrong', () => {
  const pathsOf = (text: string, flags: ProfileFlags = {}): readonly string[] => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'a.yaml'), text)
    return refused({ cwd, name: 'a.yaml', flags }).map(({ path }) => path)
  }

  test.each([
    ['a missing authority', { target: HERE, cacert: 'none.pem' }, '--cacert'],
    ['a missing file of accounts', { accounts: 'none.csv' }, '--accounts'],
    ['a fault at a target', { target: HERE, fault: ['jetty:down'] }, '--fault'],
  ])('%s is told', (_title, flags, path) => {
    expect(pathsOf('users: many\nshards: none\n', flags)).toEqual(['a.yaml:1: users', 'a.yaml:2: shards', path])
  })

  test.each([
    [
      'how many accounts are too few',
      'users: many\naccounts: {pattern: "u{n}@b.example", password: x, count: 1}\n',
      {},
    ],
    ['how long the ramp is', 'users: many\nramp: 200/s\n', { duration: '2s' }],
    ['how long a misspelt ramp is', 'rmap: 1s\n', { duration: '2s' }],
    ['how long one of two lengths is', 'hold: 1s\nduration: 2s\n', {}],
    ['what an unknown profile would say', 'extends: noon\n', { duration: '2s' }],
    ['what a list would say', '[users]\n', { duration: '2s' }],
  ])('nobody guesses %s', (_title, text, flags) => {
    expect(pathsOf(text, flags)).toHaveLength(1)
  })
})

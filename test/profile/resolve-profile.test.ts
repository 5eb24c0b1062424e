import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { isOn } from '../../src/profile/environment.js'
import type { RehearsalSize } from '../../src/profile/event-profile.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { refused, resolved } from './resolving.js'

const FIXTURES = fileURLToPath(new URL('../../fixtures/profiles/', import.meta.url))

const fileIn = (cwd: string, text: string, name = 'mine.yaml'): string => {
  writeFileSync(join(cwd, name), text)
  return name
}

describe('flag before environment before file before built-in profile', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'tatami-load-test-'))
  afterAll(() => rmSync(cwd, { recursive: true, force: true }))
  const name = fileIn(cwd, 'extends: spike\nusers: 20\nhold: 1m\n')
  const env = { TATAMI_LOAD_USERS: '30' }

  test.each([
    ['built-in', {}, 1_000],
    ['file', { name }, 20],
    ['environment', { name, env }, 30],
    ['flag', { name, env, flags: { users: '40' } }, 40],
    ['flag without a file', { env, flags: { users: '50' } }, 50],
    ['an empty variable says nothing', { name, env: { TATAMI_LOAD_USERS: ' ' } }, 20],
  ])('%s', (_title, sources, users) => {
    expect(resolved({ cwd, ...sources }).users).toBe(users)
  })

  test('a file fills in from the profile that it extends', () => {
    const profile = resolved({ cwd, name })
    expect(profile).toMatchObject({ name: 'mine', ramp: { kind: 'spike' }, holdUs: 60_000_000 })
    expect(profile.behaviour).toEqual(resolved({ name: 'spike' }).behaviour)
  })

  test('the environment names the profile where the command line does not', () => {
    const variable = { TATAMI_LOAD_PROFILE: 'smoke' }
    expect(resolved({ env: variable }).name).toBe('smoke')
    expect(resolved({ env: variable, name: 'soak' }).name).toBe('soak')
  })
})

describe('laying one source over another', () => {
  test('sections go key by key', () => {
    const cwd = temporaryFolder()
    const name = fileIn(cwd, 'behaviour: {perUserHour: {posts: 9}, posts: {private: 50%}}\nrehearsal: {jetty: 7}\n')
    const profile = resolved({ cwd, name, flags: { plain: true } })
    expect(profile.behaviour.perUserHour).toMatchObject({ posts: 9, searches: 2 })
    expect(profile.behaviour.postMix).toMatchObject({ private: 0.5, reply: 0.3 })
    expect(profile.rehearsal).toMatchObject({ jetty: 7, cassandra: 3, plain: true })
  })

  test('a list replaces the one under it, tags are added', () => {
    const cwd = temporaryFolder()
    const name = fileIn(cwd, 'slos: [errors = 0]\ntags: {a: "1", b: "2"}\n')
    const profile = resolved({ cwd, name, flags: { slo: ['users > 0', 'errors < 1%'], tag: ['b=3', 'c=x=y'] } })
    expect(profile.slos).toEqual(['users > 0', 'errors < 1%'])
    expect(profile.tags).toEqual({ a: '1', b: '3', c: 'x=y' })
  })

  test.each([
    [{ ramp: '30s' }, { kind: 'stairs', durationUs: 30_000_000, steps: 8 }],
    [{ ramp: '100/s' }, { kind: 'stairs', durationUs: 10_000_000, steps: 8 }],
    [{ users: '4k' }, { kind: 'stairs', durationUs: 40_000_000, steps: 8 }],
  ])('%j changes the pace of the ramp and leaves its shape', (flags, ramp) => {
    const cwd = temporaryFolder()
    const name = fileIn(cwd, 'ramp: {shape: stairs, rate: 100/s, steps: 8}\n')
    expect(resolved({ cwd, name, flags }).ramp).toEqual(ramp)
  })

  test('a total duration takes the place of the hold, and the other way round', () => {
    const cwd = temporaryFolder()
    const name = fileIn(cwd, 'duration: 10m\nramp: 1m\n')
    expect(resolved({ cwd, name }).holdUs).toBe(540_000_000)
    expect(resolved({ cwd, name, flags: { hold: '7s' } }).holdUs).toBe(7_000_000)
    expect(resolved({ flags: { duration: '65s' } }).holdUs).toBe(60_000_000)
  })

  test('accounts are replaced as a whole', () => {
    const cwd = temporaryFolder()
    fileIn(cwd, `login,password\n${Array.from({ length: 9 }, (_, i) => `u${i},p`).join('\n')}`, 'nine.csv')
    const profile = resolved({ cwd, flags: { accounts: 'nine.csv', users: '9' } })
    expect(profile.accounts).toEqual({ kind: 'csv', file: join(cwd, 'nine.csv') })
  })
})

describe('what else is filled in', () => {
  test('a seed is drawn where none is given', () => {
    expect(resolved().seed).toBe(4_711)
    expect(resolved({ flags: { seed: '0' } }).seed).toBe(0)
  })

  test('without a source of seeds two profiles have different ones', () => {
    const drawn = Array.from({ length: 4 }, () => resolved({}, { newSeed: undefined as never }).seed)
    expect(new Set(drawn).size).toBe(4)
  })

  test("paths count from the file's folder in a file and from the working folder in flags", () => {
    const [cwd, other] = [temporaryFolder(), temporaryFolder()]
    fileIn(other, 'cert', 'ca.pem')
    fileIn(cwd, 'cert', 'ca.pem')
    fileIn(other, '', 'own.mjs')
    const text =
      'target: {urls: http://127.0.0.1:1, cacert: ca.pem}\nscenarios: [own.mjs]\ntiers: {nginxLogs: [/var/log/a.json]}\n'
    fileIn(other, text)
    const name = join(other, 'mine.yaml')
    expect(resolved({ cwd, name })).toMatchObject({
      target: { caFile: join(other, 'ca.pem') },
      scenarioModules: [join(other, 'own.mjs')],
      tierSources: { nginxLogs: ['/var/log/a.json'] },
    })
    expect(resolved({ cwd, name, flags: { cacert: 'ca.pem' } }).target?.caFile).toBe(join(cwd, 'ca.pem'))
  })

  test('the name of a file becomes one that can be part of a folder', () => {
    const cwd = temporaryFolder()
    expect(resolved({ cwd, name: fileIn(cwd, '', '.über uns (2).yaml') }).name).toBe('ber-uns-2-')
  })
})

describe('flags of the command line', () => {
  test('all of them at once', () => {
    const flags = {
      users: '5',
      ramp: '2s',
      hold: '4s',
      rampDown: '1s',
      target: 'http://127.0.0.1:8080',
      resolve: ['127.0.0.1:8080:127.0.0.9'],
      insecure: true,
      iAmAuthorisedToLoad: ['a.example'],
      localIps: '127.0.0.2,127.0.0.3',
      seed: '7',
      slo: ['errors = 0'],
      strict: true,
      abortOn: ['errors > 5% for 30s'],
      tag: ['k=v'],
      shards: '2',
      traceRate: '10',
    }
    expect(resolved({ flags })).toMatchObject({
      users: 5,
      ramp: { durationUs: 2_000_000 },
      holdUs: 4_000_000,
      rampDownUs: 1_000_000,
      target: {
        urls: ['http://127.0.0.1:8080'],
        resolve: [{ host: '127.0.0.1', port: 8080, address: '127.0.0.9' }],
        insecure: true,
        authorisedHosts: ['a.example'],
      },
      localIps: ['127.0.0.2', '127.0.0.3'],
      seed: 7,
      slos: ['errors = 0'],
      strict: true,
      abortOn: ['errors > 5% for 30s'],
      tags: { k: 'v' },
      shards: 2,
      traceRatePerSec: 10,
    })
  })

  test.each([
    ['127.0.0.2, 127.0.0.3', ['127.0.0.2', '127.0.0.3']],
    [
      ['127.0.0.2,127.0.0.3', '127.0.0.4'],
      ['127.0.0.2', '127.0.0.3', '127.0.0.4'],
    ],
  ])('addresses %j come in one text or in several', (localIps, expected) => {
    expect(resolved({ flags: { localIps } }).localIps).toEqual(expected)
  })

  test('the same from the environment, lists with separators', () => {
    const env = {
      TATAMI_LOAD_SLO: 'errors = 0; timeline.p99 < 1s',
      TATAMI_LOAD_STRICT: 'yes',
      TATAMI_LOAD_TAG: 'a=1,b=2',
      TATAMI_LOAD_FAULT: 'jetty:down;nginx:slow=x2',
      TATAMI_LOAD_PLAIN: '0',
      TATAMI_LOAD_RAMP_DOWN: '3s',
    }
    expect(resolved({ env })).toMatchObject({
      slos: ['errors = 0', 'timeline.p99 < 1s'],
      strict: true,
      tags: { a: '1', b: '2' },
      rehearsal: { faults: ['jetty:down', 'nginx:slow=x2'], plain: false },
      rampDownUs: 3_000_000,
    })
  })
})

describe('variables', () => {
  test('of users have two names, of which one is given', () => {
    expect(resolved({ env: { TATAMI_LOAD_VUS: '30' } }).users).toBe(30)
    expect(resolved({ env: { TATAMI_LOAD_VUS: '30', TATAMI_LOAD_USERS: ' ' } }).users).toBe(30)
    expect(resolved({ env: { TATAMI_LOAD_VUS: '30' }, flags: { users: '40' } }).users).toBe(40)
    expect(refused({ env: { TATAMI_LOAD_VUS: 'many' } })).toMatchObject([{ path: 'TATAMI_LOAD_VUS', value: 'many' }])
    expect(refused({ env: { TATAMI_LOAD_VUS: '30', TATAMI_LOAD_USERS: '40' } })).toEqual([
      { path: 'TATAMI_LOAD_VUS', value: 'beside TATAMI_LOAD_USERS', remedy: 'give one of the two' },
    ])
  })

  test.each([
    ['TATAMI_LOAD_USRES', /^did you mean TATAMI_LOAD_USERS\? /],
    ['TATAMI_LOAD_SEED_PASWORD', /^did you mean TATAMI_LOAD_SEED_PASSWORD\? /],
    ['TATAMI_LOAD_NOTHING_OF_THE_KIND', /^tatami-load run --help/],
  ])('that nothing reads are refused, and their value is not shown: %s', (name, remedy) => {
    const problem = { path: name, value: 'unknown variable', remedy: expect.stringMatching(remedy) }
    expect(refused({ env: { [name]: 'secret' } })).toEqual([problem])
    expect(refused({ env: { [name]: '' } })).toEqual([])
  })

  test('that switch something on say yes or no', () => {
    expect(refused({ env: { TATAMI_LOAD_QUIET: '1', TATAMI_LOAD_VERBOSE: 'no', TATAMI_LOAD_FORCE: 'TRUE' } })).toEqual(
      [],
    )
    expect(refused({ env: { TATAMI_LOAD_NO_COLOR: 'maybe', TATAMI_LOAD_PLAIN: 'maybe' } })).toMatchObject([
      { path: 'TATAMI_LOAD_NO_COLOR', value: 'maybe', remedy: 'write true or false' },
      { path: 'TATAMI_LOAD_PLAIN', value: 'maybe', remedy: 'write true or false' },
    ])
    expect(isOn({ TATAMI_LOAD_FORCE: 'yes' }, 'TATAMI_LOAD_FORCE')).toBe(true)
    expect(isOn({ TATAMI_LOAD_FORCE: '0' }, 'TATAMI_LOAD_FORCE')).toBe(false)
    expect(isOn({}, 'TATAMI_LOAD_FORCE')).toBe(false)
  })

  test('of other commands and of other programs are let be', () => {
    const env = { TATAMI_LOAD_OUT: 'o', TATAMI_LOAD_SEED_PASSWORD: 'p', TATAMI_USRES: '1' }
    expect(refused({ env })).toEqual([])
  })
})

describe('problems', () => {
  test('of file, environment and flags come at once, each with its place', () => {
    const cwd = temporaryFolder()
    const name = fileIn(cwd, 'users: many\nslos:\n  - errors < 1%\n  - timeline.p99 < 5\nrehearsal: {faults: [x]}\n')
    const env = { TATAMI_LOAD_PLAIN: 'maybe', TATAMI_LOAD_HOLD: '5' }
    const flags = {
      ramp: 'soon',
      fault: ['y'],
      tag: ['z'],
      abortOn: ['errors'],
      shards: '0',
      resolve: ['r'],
      localIps: 'l',
    }
    const paths = refused({ cwd, name, env, flags }).map(({ path }) => path)
    expect(paths.sort()).toEqual(
      [
        'mine.yaml:1: users',
        'mine.yaml:4: slos[1]',
        'mine.yaml:5: rehearsal.faults[0]',
        'TATAMI_LOAD_PLAIN',
        'TATAMI_LOAD_HOLD',
        '--ramp',
        '--fault',
        '--tag',
        '--abort-on',
        '--shards',
        '--resolve',
        '--local-ips',
      ].sort(),
    )
  })

  test('hold and duration in one source are one too many', () => {
    expect(refused({ flags: { hold: '1m', duration: '2m' } })).toEqual([
      { path: '--duration', value: 'beside --hold', remedy: 'give one of the two' },
    ])
  })

  test('a name that is neither built in nor a file', () => {
    expect(refused({ name: 'smoek' })).toEqual([
      { path: 'smoek', value: 'no such file', remedy: expect.stringContaining('did you mean smoke? name a built-in') },
    ])
  })

  test('names of SLOs are checked where they can be', () => {
    const slo = (text: string) => ({ path: '--slo', value: text, remedy: 'nothing is named so' })
    const flags = { slo: ['nobody.p99 < 1s', 'errors < x'] }
    expect(refused({ flags }, { slo }).map(({ remedy }) => remedy)).toEqual(
      expect.arrayContaining(['nothing is named so', expect.stringContaining('compare with a share')]),
    )
    expect(refused({ flags }, { slo })).toHaveLength(2)
  })

  test('names are told at the place that has them', () => {
    const cwd = temporaryFolder()
    const name = fileIn(cwd, 'slos:\n  - errors < 1%\n  - mine.p99 < 1s\nabortOn: [mine.p99 > 1s for 5s]\n')
    const slo = (value: string) =>
      value.startsWith('mine') ? { path: '--slo', value, remedy: 'nothing is named so' } : undefined
    const paths = refused({ cwd, name }, { slo, abortRule: slo }).map(({ path }) => path)
    expect(paths).toEqual(['mine.yaml:3: slos[1]', 'mine.yaml:4: abortOn[0]'])
  })

  test('faults that would never happen are told at the place that said them last', () => {
    const cwd = temporaryFolder()
    const name = fileIn(cwd, 'rehearsal:\n  faults:\n    - jetty:down\n    - jetty/9:down\n')
    const faultOn = (text: string, { jetty }: RehearsalSize) =>
      text === 'jetty/9:down' ? { path: '', value: text, remedy: `there are ${jetty}` } : undefined
    const problem = { value: 'jetty/9:down', remedy: 'there are 2' }
    expect(refused({ cwd, name }, { faultOn })).toEqual([{ ...problem, path: 'mine.yaml:4: rehearsal.faults[1]' }])
    const flags = { fault: ['jetty/9:down'] }
    expect(refused({ cwd, name, flags }, { faultOn })).toEqual([{ ...problem, path: '--fault' }])
    expect(refused({ cwd, name, flags: { fault: ['jetty:down'] } }, { faultOn })).toEqual([])
    const target = { flags: { target: 'http://127.0.0.1:1' } }
    expect(refused({ cwd, name, ...target }, { faultOn })).toEqual([])
  })

  test('faults written as one text are told apart', () => {
    const cwd = temporaryFolder()
    const name = fileIn(cwd, "rehearsal: {faults: 'jetty:down, x'}\n")
    expect(refused({ cwd, name })).toMatchObject([{ value: 'x' }])
  })

  test('are one UsageError, whatever is written', () => {
    const text = fc.oneof(fc.constantFrom('5m', '160k', 'a=b', 'http://127.0.0.1', 'errors = 0', '', '0'), fc.string())
    const flags = fc.record(
      {
        users: text,
        ramp: text,
        hold: text,
        duration: text,
        rampDown: text,
        target: text,
        seed: text,
        accounts: text,
        slo: fc.array(text),
        abortOn: fc.array(text),
        fault: fc.array(text),
        tag: fc.array(text),
        resolve: fc.array(text),
        plain: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(flags, fc.option(text, { nil: undefined }), (given, users) => {
        try {
          resolved({ flags: given, env: { TATAMI_LOAD_USERS: users } })
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError)
        }
      }),
    )
  })
})

test.each([
  [
    'bank-opening.yaml',
    { users: 160_000, holdUs: 1_800_000_000, deletePosts: true, target: { urls: ['https://tatami.bank.example'] } },
  ],
  [
    'short-stairs.json',
    { users: 2_000, ramp: { kind: 'stairs', durationUs: 20_000_000, steps: 4 }, holdUs: 40_000_000 },
  ],
])('the example %s resolves', (name, expected) => {
  expect(resolved({ cwd: FIXTURES, name })).toMatchObject(expected)
})

describe('a smoke of a profile', () => {
  const built = resolved({ name: 'smoke' })

  test('takes where it goes from the profile, and who comes and what they do from smoke', () => {
    const cwd = temporaryFolder()
    const text =
      'extends: spike\nusers: 160k\nduration: 1h\nbehaviour: {poll: 1s}\nslos: [errors < 5%]\nabortOn: [errors > 5% for 9s]\nrehearsal: {jetty: 7}\ntexts: [hello]\n'
    const { users, ramp, holdUs, rampDownUs, behaviour, slos, abortOn } = built
    expect(resolved({ cwd, name: fileIn(cwd, text), asSmoke: true })).toMatchObject({
      ...{ name: 'mine-smoke', users, ramp, holdUs, rampDownUs, behaviour, slos, abortOn },
      rehearsal: { jetty: 7 },
      texts: ['hello'],
    })
  })

  test('does what flags and environment say', () => {
    const sources = { name: 'spike', asSmoke: true, env: { TATAMI_LOAD_HOLD: '9s' }, flags: { users: '7' } }
    expect(resolved(sources)).toMatchObject({ users: 7, holdUs: 9_000_000 })
  })

  test('is the profile itself when that is one pass', () => {
    const cwd = temporaryFolder()
    const name = fileIn(cwd, 'extends: smoke\nusers: 9\n')
    expect(resolved({ cwd, name, asSmoke: true })).toMatchObject({ name: 'mine', users: 9 })
  })

  test('is smoke where no profile is named, and of the one that the environment names', () => {
    expect(resolved({ asSmoke: true })).toEqual(built)
    expect(resolved({ asSmoke: true, env: { TATAMI_LOAD_PROFILE: 'soak' } }).name).toBe('soak-smoke')
  })
})

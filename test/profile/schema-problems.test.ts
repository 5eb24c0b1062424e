import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/base/errors.js'
import { pathText } from '../../src/profile/profile-file.js'
import { checkDraft } from '../../src/profile/schema-problems.js'

const draftOf = (raw: unknown) => {
  const checked = checkDraft(raw, pathText)
  if (!('draft' in checked)) throw new Error(JSON.stringify(checked))
  return checked.draft
}
const problemsOf = (raw: unknown): readonly Problem[] => {
  const checked = checkDraft(raw, pathText)
  return 'draft' in checked ? [] : checked
}

describe('what people write is read', () => {
  test.each([
    [{ users: '160k' }, { users: 160_000 }],
    [{ users: 160 }, { users: 160 }],
    [{ hold: '1h30m' }, { hold: 5_400_000_000 }],
    [{ rampDown: 0 }, { rampDown: 0 }],
    [{ ramp: '15m' }, { ramp: { pace: { kind: 'duration', durationUs: 900_000_000 } } }],
    [{ ramp: '200/s' }, { ramp: { pace: { kind: 'rate', perSec: 200 } } }],
    [{ ramp: '1.5k users / s' }, { ramp: { pace: { kind: 'rate', perSec: 1_500 } } }],
    [{ ramp: '0.5/s' }, { ramp: { pace: { kind: 'rate', perSec: 0.5 } } }],
    [
      { ramp: { shape: 'stairs', duration: '1m', steps: 4 } },
      { ramp: { shape: 'stairs', pace: { kind: 'duration', durationUs: 60_000_000 }, steps: 4 } },
    ],
    [{ behaviour: { coldCaches: '20%' } }, { behaviour: { coldCaches: 0.2 } }],
    [{ behaviour: { coldCaches: 0.2 } }, { behaviour: { coldCaches: 0.2 } }],
    [{ behaviour: { poll: 'off' } }, { behaviour: { poll: { kind: 'off' } } }],
    [{ behaviour: { session: 'one-pass' } }, { behaviour: { session: { kind: 'one-pass' } } }],
    [{ behaviour: { session: '45m' } }, { behaviour: { session: { kind: 'exponential', meanUs: 2_700_000_000 } } }],
    [{ target: { urls: 'https://A.example/' } }, { target: { urls: ['https://a.example'] } }],
    [
      { target: { urls: ['http://127.0.0.1:8080', 'http://[::1]'] } },
      { target: { urls: ['http://127.0.0.1:8080', 'http://[::1]'] } },
    ],
    [
      { target: { resolve: ['a.example:443:10.0.0.7', '[::1]:80:[fe80::1]'] } },
      {
        target: {
          resolve: [
            { host: 'a.example', port: 443, address: '10.0.0.7' },
            { host: '::1', port: 80, address: 'fe80::1' },
          ],
        },
      },
    ],
    [{ localIps: '10.0.0.1, 10.0.0.2' }, { localIps: ['10.0.0.1', '10.0.0.2'] }],
    [{ accounts: { csv: 'a.csv' } }, { accounts: { kind: 'csv', file: 'a.csv' } }],
    [
      { accounts: { pattern: 'u{n}@b.example', password: 'x' } },
      { accounts: { kind: 'pattern', pattern: 'u{n}@b.example', password: 'x', first: 0 } },
    ],
    [
      { slos: ['errors = 0'], tags: { build: '7' } },
      { slos: ['errors = 0'], tags: { build: '7' } },
    ],
  ])('%j', (raw, expected) => {
    expect(draftOf(raw)).toEqual(expected)
  })
})

describe('what is wrong comes with path, value and remedy', () => {
  test.each([
    [{ users: '16ok' }, 'users', '16ok', 'give a whole number from 1 to 5000000, such as 160k'],
    [{ users: 0 }, 'users', '0', 'from 1 to'],
    [{ users: 1.5 }, 'users', '1.5', 'whole number'],
    [{ users: null }, 'users', 'no value', 'whole number'],
    [{ users: ['1'] }, 'users', 'a list of 1', 'whole number'],
    [{ hold: 300 }, 'hold', '300', 'with its unit'],
    [{ hold: '500ms' }, 'hold', '500ms', 'from 1s'],
    [{ hold: '31h'.repeat(2) }, 'hold', '31h31h', 'such as 30s'],
    [{ hold: '1000h' }, 'hold', '1000h', 'to 30 days'],
    [{ ramp: 200 }, 'ramp', '200', 'a rate such as 200/s'],
    [{ ramp: '0/s' }, 'ramp', '0/s', 'a rate such as 200/s'],
    [{ ramp: { duration: '5' } }, 'ramp.duration', '5', 'with its unit'],
    [{ ramp: { duration: '5s', rate: '1/s' } }, 'ramp.rate', '1/s', 'not both'],
    [{ ramp: { shape: 'steps' } }, 'ramp.shape', 'steps', 'linear, stairs and spike'],
    [{ behaviour: { coldCaches: 20 } }, 'behaviour.coldCaches', '20', 'such as 20% or 0.2'],
    [{ behaviour: { perUserHour: { posts: -1 } } }, 'behaviour.perUserHour.posts', '-1', '0 to 3600'],
    [{ behaviour: 'calm' }, 'behaviour', 'calm', 'write keys and values: poll, perUserHour'],
    [
      { target: { urls: ['https://a.example/x'] } },
      'target.urls[0]',
      'https://a.example/x',
      'scheme, host and port only',
    ],
    [
      { target: { urls: ['https://me:pw@a.example'] } },
      'target.urls[0]',
      'https://…@a.example',
      'scheme, host and port only',
    ],
    [{ target: { urls: ['ftp://a.example'] } }, 'target.urls[0]', 'ftp://a.example', 'scheme, host and port only'],
    [{ target: { urls: 'https://a.example,b' } }, 'target.urls[1]', 'b', 'scheme, host and port only'],
    [{ target: { resolve: ['a:0:10.0.0.1'] } }, 'target.resolve[0]', 'a:0:10.0.0.1', 'HOST:PORT:ADDRESS'],
    [{ target: { resolve: ['a:80:b'] } }, 'target.resolve[0]', 'a:80:b', 'HOST:PORT:ADDRESS'],
    [{ localIps: ['10.0.0.1', '10.0.0.1'] }, 'localIps[1]', '10.0.0.1', 'once'],
    [{ localIps: ['10.0.0'] }, 'localIps[0]', '10.0.0', 'IP addresses'],
    [{ accounts: { pattern: 'user' } }, 'accounts.pattern', 'user', '{n}'],
    [{ accounts: { password: 123, pattern: 'u{n}' } }, 'accounts.password', 'a number, not shown', 'in quotes'],
    [{ accounts: { pattern: 'u{n}' } }, 'accounts', '{pattern}', 'pattern and password, or csv'],
    [{ accounts: { csv: 'a', password: 'secret' } }, 'accounts', '{csv, password}', 'pattern and password, or csv'],
    [{ slos: ['timeline.p99 < 5'] }, 'slos[0]', 'timeline.p99 < 5', 'compare with a time'],
    [{ abortOn: ['errors > 5%'] }, 'abortOn[0]', 'errors > 5%', 'write condition for duration'],
    [{ tags: { 'a b': 'x' } }, 'tags.a b', 'x', 'name tags with'],
    [{ name: '../x' }, 'name', '../x', 'letters'],
    [{ tatamiVersion: 3.1 }, 'tatamiVersion', '3.1', "'3.1', in quotes"],
    [{ extends: 'mine' }, 'extends', 'mine', 'event-day, smoke, spike, soak'],
    [{ hodl: '5m' }, 'hodl', 'unknown key', 'did you mean hold?'],
    [{ behaviour: { perUserHour: { post: 1 } } }, 'behaviour.perUserHour.post', 'unknown key', 'did you mean posts?'],
    [{ ramp: { step: 1 } }, 'ramp.step', 'unknown key', 'did you mean steps?'],
    [[], 'profile', 'a list of 0', 'write keys and values: extends, name'],
    ['users', 'profile', 'users', 'write keys and values: extends, name'],
  ])('%j', (raw, path, value, remedy) => {
    expect(problemsOf(raw)).toContainEqual({
      path,
      value: expect.stringContaining(value),
      remedy: expect.stringContaining(remedy),
    })
  })

  test('all of it at once', () => {
    const raw = { users: 'x', hold: 'y', behaviour: { poll: 1, perUserHour: { post: 1 } }, slos: ['z', 'errors < 5'] }
    const paths = ['users', 'hold', 'behaviour.poll', 'behaviour.perUserHour.post', 'slos[0]', 'slos[1]']
    expect(problemsOf(raw).map(({ path }) => path)).toEqual(expect.arrayContaining(paths))
  })

  test('without the password, wherever it stands', () => {
    const secret = 's3cret'
    const wrongs = [
      { accounts: { password: [secret] } },
      { accounts: { password: secret, extra: 1 } },
      { accounts: [secret] },
    ]
    for (const raw of wrongs) expect(JSON.stringify(problemsOf(raw))).not.toContain(secret)
  })
})

describe('whatever stands there', () => {
  const keys = fc.constantFrom(
    'users',
    'ramp',
    'behaviour',
    'accounts',
    'target',
    'slos',
    'tags',
    'urls',
    'posts',
    'poll',
    'x',
  )
  const { json } = fc.letrec<{ json: unknown; leaf: unknown }>((tie) => ({
    leaf: fc.oneof(fc.constantFrom('5m', '160k', '20%', 'off', '', null, true), fc.integer(), fc.string()),
    json: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('leaf'),
      fc.dictionary(keys, tie('json'), { maxKeys: 5 }),
      fc.array(tie('json'), { maxLength: 3 }),
    ),
  }))

  test('comes to a draft or to problems with path, value and remedy', () => {
    fc.assert(
      fc.property(fc.oneof(json, fc.jsonValue()), (raw) => {
        for (const { path, value, remedy } of problemsOf(raw)) {
          expect(path).not.toBe('')
          expect(value).not.toBe('')
          expect(remedy).not.toMatch(/^$|Invalid input|undefined/)
        }
      }),
      { numRuns: 300, examples: [[{ target: { urls: [[]] } }]] },
    )
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAnswers } from '../../../src/tiers/jolokia/jolokia-answer.js'

const parsed = (json: unknown, asked: number) => parseAnswers(json, asked, 'node:8778')

test('gives each answer its own fate, although HTTP said 200 to all of them', () => {
  const { answers } = parsed(
    [
      { status: 200, value: { used: 1 }, timestamp: 1 },
      { status: 404, error_type: 'javax.management.InstanceNotFoundException', error: 'No MBean' },
      { status: 403, error_type: 'java.lang.Exception' },
      { status: 500, error_type: 'java.lang.SecurityException' },
      { status: 500, error: 'secret' },
      { status: 200, value: null },
      { status: 200 },
    ],
    7,
  )
  expect(answers).toEqual([
    { kind: 'value', value: { used: 1 } },
    { kind: 'none', why: 'missing' },
    { kind: 'none', why: 'forbidden' },
    { kind: 'none', why: 'forbidden' },
    { kind: 'none', why: 'failed' },
    { kind: 'value', value: null },
    { kind: 'value', value: undefined },
  ])
})

test.each<[string, unknown, unknown]>([
  ['the second that the last answer names', [{ status: 200, timestamp: 1_795_394_510 }], 1_795_394_510_000],
  ['the last that names one', [{ status: 200, timestamp: 1 }, { status: 404 }], 1_000],
  ['no second', [{ status: 200 }], undefined],
  ['a second that is none', [{ status: 200, timestamp: 0.5e300 }], undefined],
  ['a second before all time', [{ status: 200, timestamp: -5 }], undefined],
])('makes a second of the clock from %s', (_, json, fromMs) => {
  const { clock } = parsed(json, Array.isArray(json) ? json.length : 0)
  expect(clock?.fromMs).toBe(fromMs)
  if (clock) expect(clock.toMs - clock.fromMs).toBe(1_000)
})

test.each<[string, unknown, string]>([
  [
    'one refusal instead of a list',
    { status: 403, error: 'password=x' },
    'node:8778 turns the whole request down with status 403',
  ],
  ['too few answers', [{ status: 200 }], 'node:8778 gives 1 answers to 2 requests'],
  ['too many answers', [{ status: 200 }, { status: 200 }, { status: 200 }], 'node:8778 gives 3 answers to 2 requests'],
  ['something else', [{}, {}], 'node:8778 does not answer as Jolokia does'],
  ['text', 'hello', 'node:8778 does not answer as Jolokia does'],
  ['nothing', null, 'node:8778 does not answer as Jolokia does'],
])('says in one sentence when there is %s', (_, json, message) => {
  expect(() => parsed(json, 2)).toThrow(new Error(message))
})

test('takes any JSON for a list of answers or rejects it with a sentence that names the host', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(5), (json, asked) => {
      try {
        expect(parsed(json, asked).answers).toHaveLength(asked)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
        expect(String(error)).toMatch(/^Error: node:8778 [^.]*$/)
      }
    }),
  )
})

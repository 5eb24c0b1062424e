import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunEnd, RunMeta } from '../../src/metrics/run-record.js'
import { RunWriter } from '../../src/metrics/run-writer.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { buildResult } from '../../src/report/build-result.js'
import type { Result } from '../../src/report/result.js'
import { requestSample } from '../metrics/request-samples.js'
import { runEnd, runMeta, temporaryFolder } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'

const USERS = 100
const SECONDS = 60

/** A minute of 100 users who poll once a second, with everything recorded as a run does, and in agreement. */
const minute = (): SecondBook => {
  const book = new SecondBook()
  for (let second = 0; second < SECONDS; second++) {
    book.recordUsers(second, USERS)
    for (let i = 0; i < USERS; i++) {
      const dueUs = (second + i / USERS) * 1_000_000
      const times = { intendedUs: dueUs, sentUs: dueUs, endUs: dueUs + 5_000 + i * 10 }
      book.record(requestSample({ ...times, traceSeq: 1, jettyUs: 3_000, cassandraUs: 1_000 }))
    }
  }
  return book
}

const ledger = { due: 6_000, sent: 6_000, resent: 0, sessionUs: USERS * SECONDS * 1_000_000 }
const END: RunEnd = runEnd({
  ...{ endUs: SECONDS * 1_000_000, ledger },
  front: { requests: 6_000, failedReadings: 0 },
})

interface Stored {
  /** Null: the run was cut. */
  readonly end?: RunEnd | null
  readonly meta?: Partial<RunMeta>
  readonly spoil?: (book: SecondBook) => void
}

const resultOf = async ({ end = END, meta, spoil }: Stored): Promise<Result> => {
  const dir = join(temporaryFolder(), 'run')
  const writer = new RunWriter(dir, runMeta({ profile: eventProfile({ slos: ['errors < 1%'] }), ...meta }))
  const book = minute()
  spoil?.(book)
  writer.seconds(book.flush())
  if (end) writer.end(end)
  else writer.close()
  return buildResult(dir, { strict: false })
}

const stateOf = ({ crossChecks }: Result): Record<string, string> =>
  Object.fromEntries(
    crossChecks.map((check) => [check.name, check.applies ? (check.ok ? 'ok' : 'failed') : check.reason]),
  )

test('a run whose sources agree passes, with every check and why some do not apply', async () => {
  const result = await resultOf({})
  expect(result.verdict).toMatchObject({ status: 'pass', reasons: [] })
  expect(stateOf(result)).toEqual({
    'requests at nginx': 'ok',
    'requests in nginx at a time': 'nobody looked at how many requests nginx had in hand',
    'users over time': 'ok',
    'requests at jetty': 'ok',
    'requests at cassandra': 'ok',
    'requests at elasticsearch': 'no request was made that is sure to touch it',
    'traced requests, p50': 'ok',
    'traced requests, p95': 'ok',
    'traced requests, p99': 'ok',
  })
})

test.each<readonly [string, Stored, string]>([
  [
    'nginx counted more than was sent',
    { end: { ...END, front: { requests: 6_040, failedReadings: 0 } } },
    'requests at nginx',
  ],
  ['sessions were shorter than the gauge says', { end: withSessions(0.8) }, 'users over time'],
  ['the gauge lost users', { spoil: (book) => loseUsers(book) }, 'users over time'],
  [
    'polls asked no store',
    { spoil: (book) => addPolls(book, { jettyUs: 3_000, cassandraUs: -1 }) },
    'requests at cassandra',
  ],
  ['a node sent no Server-Timing', { spoil: (book) => addPolls(book, { jettyUs: -1 }) }, 'requests at jetty'],
  [
    'slow requests went untraced',
    { spoil: (book) => addPolls(book, { jettyUs: 3_000, cassandraUs: 9, traceSeq: 0 }, 900_000) },
    'traced requests, p95',
  ],
])('is invalid when %s', async (_, stored, name) => {
  const result = await resultOf(stored)
  expect(stateOf(result)[name]).toBe('failed')
  expect(result.verdict.status).toBe('invalid')
  expect(result.verdict.reasons.join('\n')).toContain(`cross-check of ${name} failed: `)
})

test.each<readonly [string, Stored, RegExp]>([
  ['that a shard died in', { end: { ...END, ledger: null, shardDeaths: [died()] } }, /a shard died/],
  ['that was cut', { end: null }, /was cut/],
  ['of an older version', { end: runEnd({ ledger: { due: 6_000, sent: 6_000 } }) }, /could not be read/],
])('a run %s cannot be held against what it did not record', async (_, stored, reason) => {
  const state = stateOf(await resultOf(stored))
  expect(state['requests at nginx']).toMatch(reason)
  expect(state['users over time']).not.toBe('failed')
  expect(state['requests at jetty']).toBe('ok')
})

test('where a shard stood still the gauge lacks its users, and is not held against their sessions', async () => {
  const silences = [{ shard: 1, fromUs: 5_000_000, toUs: 20_000_000, users: 50 }]
  const state = stateOf(await resultOf({ end: { ...END, silences }, spoil: loseUsers }))
  expect(state['users over time']).toMatch(/a shard stood still/)
  expect(state['requests at nginx']).toBe('ok')
})

test('against a platform that others use, too, traced lines take the place of the count', async () => {
  const joiner = { traced: 6_000, joined: 5_990, unmatchedSamples: 10, unmatchedLines: 3, malformedLines: 0 }
  const target = { url: 'https://tatami.bank.example', kind: 'external', description: '' } as const
  const { front: _, ...end } = END
  const state = stateOf(await resultOf({ meta: { target }, end: { ...end, joiner } }))
  expect(state['traced lines of nginx']).toBe('ok')
  expect(state['requests at nginx']).toBeUndefined()
  const shardDeaths = [died()]
  const more = { ...joiner, unmatchedLines: 3_000 }
  const without = stateOf(
    await resultOf({ meta: { target }, end: { ...end, joiner: more, ledger: null, shardDeaths } }),
  )
  expect(without['traced lines of nginx']).toMatch(/a shard died/)
})

function withSessions(share: number): RunEnd {
  return { ...END, ledger: { ...ledger, sessionUs: ledger.sessionUs * share } }
}

function loseUsers(book: SecondBook): void {
  for (let second = 0; second < SECONDS; second++) book.recordUsers(second, USERS * 0.8)
}

function addPolls(book: SecondBook, change: Parameters<typeof requestSample>[0], tookUs = 5_000): void {
  for (let i = 0; i < 600; i++) {
    const dueUs = i * 100_000
    book.record(requestSample({ intendedUs: dueUs, sentUs: dueUs, endUs: dueUs + tookUs, traceSeq: 1, ...change }))
  }
}

function died() {
  return { shard: 1, atUs: 5, cause: 'ended by SIGKILL' }
}

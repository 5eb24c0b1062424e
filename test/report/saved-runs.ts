import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunEnd, RunMeta } from '../../src/metrics/run-record.js'
import { RunWriter } from '../../src/metrics/run-writer.js'
import type { FailureKind } from '../../src/metrics/sample.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { FELT_SUBJECTS } from '../../src/scenarios/scenario.js'
import { STEPS } from '../../src/scenarios/steps.js'
import { runEnd, runMeta } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'
import { END, eventSeconds, HOLD, RAMP, SECOND, USERS } from './event-seconds.js'

const SLOS = [
  'login.p95 < 2s',
  'timeline.p99 < 500ms',
  'post.p99 < 1s',
  'search.p95 < 1s',
  'errors < 0.1%',
  'users >= 99%',
]

/** A run of 2,000 users over 70 s as the event goes, of some 9,000 seeded samples, written as a run writes itself. */
export const savePassedRun = (dir: string): void => saveRun(dir, eventMeta(), eventEnd(), eventSeconds(7, {}))

/** The same with a freeze at 0:40 for 3 s, sessions lost from 0:50 on, and a generator that warns. */
export const saveFailedRun = (dir: string): void => {
  const faults = ['jetty:freeze@40s-43s', 'sessions:lost@50s']
  const profile = { ...eventMeta().profile, rehearsal: { ...eventMeta().profile.rehearsal, faults } }
  saveRun(dir, { ...eventMeta(), profile }, eventEnd(), eventSeconds(7, { frozen: [40, 43], lostFrom: 50 }), [
    ['session-lost', 'timeline/poll', 302, 'a 302 to the login page', ''],
    ['session-lost', 'post/create', 200, 'the login page in place of JSON', '<html><body>Please sign in</body></html>'],
    ['timeout', 'timeline/poll', null, 'no answer within 5 s', ''],
  ])
}

/** A run that was killed at 0:30 in the middle of a line. */
export const saveCutRun = (dir: string): void => {
  saveRun(dir, eventMeta(), undefined, eventSeconds(7, { until: 30 }))
  appendFileSync(join(dir, 'seconds.jsonl'), '{"second":31,"users":1')
}

/** A run that stopped before its first request. */
export const saveEmptyRun = (dir: string): void =>
  saveRun(dir, eventMeta(), runEnd({ endUs: 0, peakUsers: 0, arrivals: { planned: 0, started: 0 } }), new SecondBook())

/** Everything that can be counted, counted to the end of exact numbers. */
export const saveHugeRun = (dir: string): void => {
  const writer = new RunWriter(dir, eventMeta())
  const many = 9e14
  const longest = [24_575, many]
  writer.seconds([
    {
      second: 0,
      users: many,
      steps: [{ step: 11, ok: many, bytesIn: many, bytesOut: many, response: longest, tiers: { jetty: longest } }],
      felt: [{ subject: 1, response: longest }],
      shards: [{ shard: 0, cpuUs: many, rssBytes: many }],
    },
  ])
  writer.end({ ...eventEnd(), endUs: 3.6e12, peakUsers: many })
}

/** Text that means something to a browser, a terminal, an XML parser, a Markdown renderer or a spreadsheet. */
export const HOSTILE =
  '=1+1 <script>alert("x")</script> &amp; \u001b[31mred\u0007\u0000 ]]> "\'` |*_~# @team \u202egnp.exe 東京 🐳 e\u0301 \ud800 \r\n\ttail'

/** A run in which everything that a person, a module or a target may name is hostile. */
export const saveHostileRun = (dir: string): void => {
  const meta = eventMeta()
  saveRun(
    dir,
    {
      ...meta,
      profile: { ...meta.profile, name: HOSTILE, rehearsal: { ...meta.profile.rehearsal, faults: [HOSTILE] } },
      tags: { [HOSTILE]: HOSTILE },
      target: { url: HOSTILE, kind: 'rehearsal', description: HOSTILE },
      steps: meta.steps.map((step, id) => (id === 11 ? { name: HOSTILE, scenario: HOSTILE } : step)),
      subjects: meta.subjects.map((subject) => (subject === 'post' ? HOSTILE : subject)),
    },
    { ...eventEnd(), stop: { kind: 'aborted', reason: HOSTILE }, shardDeaths: [{ shard: 1, atUs: 5, cause: HOSTILE }] },
    eventSeconds(7, { lostFrom: 50 }),
    [['session-lost', HOSTILE, 302, HOSTILE, HOSTILE]],
  )
}

type Example = readonly [kind: FailureKind, step: string, status: number | null, message: string, body: string]

const saveRun = (
  dir: string,
  meta: RunMeta,
  end: RunEnd | undefined,
  book: SecondBook,
  examples: readonly Example[] = [],
) => {
  const writer = new RunWriter(dir, meta)
  writer.seconds(book.flush())
  for (const [kind, step, status, message, body] of examples) {
    const headers: Record<string, string> = status === null ? {} : { 'content-type': 'text/html', location: message }
    writer.example(kind, { step, atUs: 51 * SECOND, status, headers, body, message })
  }
  if (end) writer.end(end)
  else writer.close()
}

const eventMeta = (): RunMeta =>
  runMeta({
    startedAt: '2026-11-25T08:30:00.000Z',
    profile: eventProfile({
      name: 'event-day',
      users: USERS,
      ramp: { kind: 'linear', durationUs: RAMP * SECOND },
      holdUs: (HOLD - RAMP) * SECOND,
      rampDownUs: (END - HOLD) * SECOND,
      slos: SLOS,
    }),
    stages: [
      { name: 'ramp', fromUs: 0, toUs: RAMP * SECOND },
      { name: 'hold', fromUs: RAMP * SECOND, toUs: HOLD * SECOND },
      { name: 'ramp-down', fromUs: HOLD * SECOND, toUs: END * SECOND },
    ],
    tags: { branch: 'main', build: '1042' },
    target: {
      url: 'https://tatami.bank.example:8443',
      kind: 'rehearsal',
      description: 'embedded stack: 1 nginx (TLS), 2 Jetty, 3 Cassandra, 3 Elasticsearch',
    },
    steps: STEPS.map(({ name, scenario }) => ({ name, scenario })),
    subjects: FELT_SUBJECTS,
  })

const eventEnd = (): RunEnd =>
  runEnd({
    endUs: END * SECOND,
    peakUsers: USERS,
    arrivals: { planned: USERS, started: USERS },
    joiner: { traced: 9_000, joined: 8_990, unmatchedSamples: 10, unmatchedLines: 3, malformedLines: 0 },
    handshakes: { full: 2_014, resumed: 9_120 },
  })

/** Every kind of run that every format must render. */
export const SAVED_RUNS: readonly (readonly [name: string, save: (dir: string) => void])[] = [
  ['a run that passed', savePassedRun],
  ['a run that failed', saveFailedRun],
  ['a run that was cut', saveCutRun],
  ['a run without a request', saveEmptyRun],
  ['a run of huge numbers', saveHugeRun],
  ['a run of hostile names', saveHostileRun],
]

import { HistogramLogReader, listTags } from 'hdr-histogram-js'
import { expect, test } from 'vitest'
import type { StoredRun } from '../../src/metrics/run-reader.js'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { hlogReport } from '../../src/report/hlog-report.js'
import { runEnd, runMeta } from '../metrics/stored-runs.js'

const storedRun = (seconds: number, name = 'timeline/poll'): StoredRun => ({
  meta: runMeta({ startedAt: '2026-11-25T08:30:00.000Z', steps: [{ name, scenario: 'timeline' }] }),
  end: runEnd({ endUs: seconds * 1_000_000 }),
  events: [],
  examples: {},
})

const log = (run: StoredRun, records: readonly SecondRecord[]): string => {
  if (hlogReport.needs !== 'seconds') throw new Error('the log is made from the seconds')
  const report = hlogReport.start(run)
  for (const record of records) report.add(record)
  return report.finish()
}

interface Read {
  readonly tag: string
  readonly startMs: number
  readonly endMs: number
  readonly count: number
}

const intervals = (text: string): Read[] => {
  const reader = new HistogramLogReader(text, 64)
  const all: Read[] = []
  for (let next = reader.nextIntervalHistogram(); next; next = reader.nextIntervalHistogram()) {
    all.push({ tag: next.tag, startMs: next.startTimeStampMsec, endMs: next.endTimeStampMsec, count: next.totalCount })
  }
  return all
}

const second = (number: number): SecondRecord => ({
  second: number,
  steps: [{ step: 0, ok: 2, response: [100, 2], service: [90, 2], tiers: { cassandra: [40, 1] } }],
  felt: [{ subject: 1, response: [100, 2] }],
  lag: [5, 2],
})

test('a series is tagged as an SLO would name it', () => {
  const text = log(storedRun(1), [second(0)])
  expect(listTags(text).sort()).toEqual([
    'cassandra',
    'lag',
    'timeline',
    'timeline/poll',
    'timeline/poll.cassandra',
    'timeline/poll.service',
  ])
})

test('the library reads each second back at its time of day with its counts', () => {
  const read = intervals(log(storedRun(3), [second(0), second(2)])).filter(({ tag }) => tag === 'timeline/poll')
  const startMs = Date.parse('2026-11-25T08:30:00.000Z')
  expect(read).toEqual([
    { tag: 'timeline/poll', startMs, endMs: startMs + 1_000, count: 2 },
    { tag: 'timeline/poll', startMs: startMs + 2_000, endMs: startMs + 3_000, count: 2 },
  ])
})

test('records of the same second make one interval', () => {
  const read = intervals(log(storedRun(2), [second(0), second(1), second(0)])).filter(({ tag }) => tag === 'timeline')
  expect(read.map(({ count }) => count)).toEqual([4, 2])
})

test('a soak of eight hours has some hundred intervals and loses nothing, also of what came late', () => {
  const seconds = Array.from({ length: 28_800 }, (_, number): SecondRecord => ({ second: number, lag: [5, 1] }))
  const read = intervals(log(storedRun(28_800), [...seconds, { second: 10, lag: [5, 1] }]))
  expect(read.length).toBeGreaterThan(100)
  expect(read.length).toBeLessThanOrEqual(301)
  expect(read.reduce((sum, { count }) => sum + count, 0)).toBe(28_801)
})

test('a name with commas and blanks makes no field of its own', () => {
  expect(listTags(log(storedRun(1, 'my step, "quick"'), [second(0)]))).toContain('my_step___quick_')
})

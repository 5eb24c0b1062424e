import { expect, test } from 'vitest'
import { Progress, type ProgressOptions } from '../../src/live/progress.js'
import { recordOf } from './live-runs.js'

const STAGES: ProgressOptions['stages'] = [
  { name: 'ramp', fromUs: 0, toUs: 20_000_000 },
  { name: 'hold', fromUs: 20_000_000, toUs: 60_000_000 },
  { name: 'ramp-down', fromUs: 60_000_000, toUs: 65_000_000 },
]

// A run of so many seconds, 100 requests in each; answers what was written in each second, and at the end.
const watched = (seconds: number, options: Partial<ProgressOptions> = {}) => {
  let written = ''
  const write = (text: string): void => {
    written += text
  }
  const taken = (): string => {
    const text = written
    written = ''
    return text
  }
  const progress = new Progress({
    stages: STAGES,
    planned: 2_000,
    write,
    isTty: false,
    columns: () => 80,
    level: 'normal',
    ...options,
  })
  const perSecond = Array.from({ length: seconds }, (_, i) => {
    const runUs = (i + 1) * 1_000_000
    progress.second({ runUs, users: 10 * (i + 1), openConnections: 7, records: [recordOf(i, 100)] })
    return taken()
  })
  return { progress, perSecond, taken }
}

const CLEAR = '\r\x1b[2K'

// What stands on the line after it was cleared.
const shown = (text: string): string | undefined => text.split(CLEAR)[1]

const linesOf = (texts: readonly string[]): string[] => texts.join('').split('\n').slice(0, -1)

test('without a terminal there is a line every 10 s and at the end of each stage', () => {
  const { progress, perSecond, taken } = watched(66)
  progress.finished()
  const lines = linesOf([...perSecond, taken()])
  expect(
    lines.map((line) =>
      line
        .split(/ {2,}/)
        .filter((_, i) => i === 0 || i > 4)
        .join(': '),
    ),
  ).toEqual([
    'ramp: 10 s left: (last 10 s)',
    'ramp: took 20 s: (whole stage)',
    'hold: 30 s left: (last 10 s)',
    'hold: 20 s left: (last 10 s)',
    'hold: 10 s left: (last 10 s)',
    'hold: took 40 s: (whole stage)',
    'ramp-down: took 5 s: (whole stage)',
    'finishing: took 1 s: (whole stage)',
  ])
})

test('without a terminal there are no control characters and no cut lines', () => {
  const { perSecond } = watched(61, { columns: () => 20 })
  for (const line of linesOf(perSecond)) {
    expect([...line].every((character) => character >= ' ')).toBe(true)
    expect(line).toContain('p99 40.0 ms')
  }
})

test('on a terminal one line is rewritten each second, and stays when its stage has ended', () => {
  const { perSecond } = watched(21, { isTty: true })
  for (const text of perSecond.slice(0, 19)) {
    expect(text.startsWith(CLEAR)).toBe(true)
    expect(text).not.toContain('\n')
  }
  const [ended = '', begun = ''] = (perSecond[19] ?? '').split('\n')
  expect(ended).toBe(`${CLEAR}ramp       200 of 2,000 users  100 req/s  0 errors  p99 40.0 ms  took 20 s`)
  expect(shown(begun)).toMatch(/^hold .* 40 s left$/)
})

test('on a terminal no line fills the width, which may change', () => {
  let columns = 60
  const { perSecond } = watched(30, { isTty: true, columns: () => columns-- })
  perSecond.forEach((text, i) => {
    for (const line of text.split('\n')) expect(line.replace(CLEAR, '').length).toBeLessThan(60 - i + 1)
  })
})

test('a stage that has ended is told as a whole, one that lasts by its last 10 s', () => {
  const { progress, taken } = watched(19, { isTty: true })
  const slow = recordOf(19, 0, [{ intendedUs: 0, sentUs: 0, endUs: 9_000_000, outcome: 'timeout' }])
  progress.second({ runUs: 20_000_000, users: 5, openConnections: 7, records: [slow] })
  expect(taken()).toContain('1 error (0.0526 %)')
  for (let i = 20; i < 31; i++) {
    progress.second({ runUs: (i + 1) * 1_000_000, users: 5, openConnections: 7, records: [recordOf(i, 50)] })
  }
  expect(taken()).toMatch(/hold .* 50 req\/s {2}0 errors .* left$/)
})

test('a stage that has ended names the most users that were in it', () => {
  const { progress, taken } = watched(59, { isTty: true, columns: () => 120 })
  progress.second({ runUs: 60_700_000, users: 37, openConnections: 7, records: [recordOf(60, 100)] })
  expect(shown(taken())).toMatch(/^hold +590 of 2,000 users .* took 40 s {2}\(whole stage\)\n/)
})

test('verbose tells details each second', () => {
  const { perSecond } = watched(5, { level: 'verbose', isTty: true, columns: () => 200 })
  for (const text of perSecond) expect(text).toMatch(/^ramp .* lag p99 1\.50 ms {2}7 connections .*\n$/)
})

test('quiet writes nothing, whatever happens', () => {
  const { progress, perSecond, taken } = watched(66, { level: 'quiet', isTty: true })
  progress.note('a shard died')
  progress.finished()
  expect([...perSecond, taken()].join('')).toBe('')
})

test('a note stands on a line of its own and leaves the living line intact', () => {
  const { progress, taken } = watched(3, { isTty: true })
  progress.note('shard 1 died')
  expect(taken()).toBe(`${CLEAR}shard 1 died\n`)
  progress.second({ runUs: 4_000_000, users: 3, openConnections: 7, records: [] })
  expect(shown(taken())).toMatch(/^ramp /)
})

test('a run that is cut ends the line of the stage it was in', () => {
  const { progress, taken } = watched(7, { isTty: true })
  progress.finished()
  expect(shown(taken())).toMatch(/^ramp .* took 7 s\n$/)
})

test('a run without a single request ends without an empty line', () => {
  const { progress, taken } = watched(0)
  progress.finished()
  expect(taken()).toBe('')
})

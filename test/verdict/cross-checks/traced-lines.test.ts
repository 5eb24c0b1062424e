import { expect, test } from 'vitest'
import { checkTracedLines, type TracedLines } from '../../../src/verdict/cross-checks/traced-lines.js'

const clean: TracedLines = { samples: 10_000, lines: 10_000, unanswered: 0 }

test.each<readonly [string, Partial<TracedLines>, boolean]>([
  ['a line for each request', {}, true],
  ['some lines that came too late', { lines: 9_700 }, true],
  ['lines of requests without an answer', { lines: 12_000, unanswered: 2_000 }, true],
  ['lines of requests that nobody counted', { lines: 10_600 }, false],
])('%s', (_, change, ok) => {
  expect(checkTracedLines({ ...clean, ...change })).toMatchObject({ applies: true, ok })
})

test.each<readonly [string, Partial<TracedLines>, RegExp]>([
  ['without a line', { lines: 0 }, /hold no line of this run/],
  ['when not every log is read', { lines: 5_000 }, /only 50 % of the traced requests/],
])('does not apply %s', (_, change, reason) => {
  expect(checkTracedLines({ ...clean, ...change })).toMatchObject({
    applies: false,
    reason: expect.stringMatching(reason),
  })
})

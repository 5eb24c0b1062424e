import { expect, test } from 'vitest'
import { PreflightError, UsageError } from '../../src/base/errors.js'
import { exitCodeOfError, exitCodeOfVerdict } from '../../src/verdict/exit-code.js'

test.each([
  ['pass', 0],
  ['fail', 1],
  ['inconclusive', 3],
  ['invalid', 4],
  ['interrupted', 130],
] as const)('a run that comes to %s exits with %i', (status, code) => {
  expect(exitCodeOfVerdict(status)).toBe(code)
})

test.each([
  ['a usage error', new UsageError([]), 2],
  ['a failed preflight', new PreflightError('no target'), 5],
  ['any other error', new Error('bug'), undefined],
])('%s exits with %s', (_title, error, code) => {
  expect(exitCodeOfError(error)).toBe(code)
})

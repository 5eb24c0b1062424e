import { expect, test } from 'vitest'
import { PreflightError, UsageError } from '../../src/base/errors.js'
import { failureOf, INTERNAL_ERROR } from '../../src/cli/failure.js'

const systemError = (code: string) => Object.assign(new Error(`${code}: open '/etc/hosts'`), { code })

test.each([
  [
    'what was written wrongly',
    new UsageError([{ path: '--users', value: 'x', remedy: 'write a number' }]),
    2,
    /^error: --users: x: write a number\n$/,
  ],
  ['a target that cannot be reached', new PreflightError('no answer'), 5, /^error: no answer\n$/],
  ['a process without open files', systemError('EMFILE'), 5, /^error: .*ulimit -n 1048576.*\n$/],
  ['a machine without open files', systemError('ENFILE'), 5, /^error: .*fs\.file-max=2000000\n$/],
  [
    'anything else',
    systemError('EIO'),
    INTERNAL_ERROR,
    /^error: this is a defect of tatami-load, please report it\nError: EIO/,
  ],
] as const)('%s is told with its exit code', (_, error, code, text) =>
  expect(failureOf(error)).toEqual({ code, text: expect.stringMatching(text) }),
)

import { expect, it } from 'vitest'
import { levelOf } from '../../src/cli/narrator.js'

it.each([
  [{}, {}, 'normal'],
  [{}, { TATAMI_LOAD_QUIET: '1' }, 'quiet'],
  [{}, { TATAMI_LOAD_QUIET: 'no', TATAMI_LOAD_VERBOSE: 'true' }, 'verbose'],
  [{ verbose: true }, { TATAMI_LOAD_QUIET: '1' }, 'verbose'],
  [{ quiet: true }, { TATAMI_LOAD_VERBOSE: 'yes' }, 'quiet'],
] as const)('flags %j win over the environment %j: %s', (flags, env, level) => {
  expect(levelOf(flags, env)).toBe(level)
})

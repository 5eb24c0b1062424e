import { expect, test } from 'vitest'
import { toldCommand, toldEnvironment } from '../../src/cli/told-command.js'

test.each([
  [
    ['run', '--users', '5'],
    ['run', '--users', '5'],
  ],
  [
    ['run', '--key-passphrase', 'secret', '-u', '5'],
    ['run', '--key-passphrase', '…', '-u', '5'],
  ],
  [
    ['run', '--key-passphrase=secret'],
    ['run', '--key-passphrase=…'],
  ],
  [[], []],
])('%j is kept as %j', (argv, kept) => expect(toldCommand(argv)).toEqual(kept))

test('variables that spoke for flags are kept, without what is secret and what is not of a run', () => {
  const env = {
    TATAMI_LOAD_USERS: '500',
    TATAMI_LOAD_KEY_PASSPHRASE: 'secret',
    TATAMI_LOAD_SEED_PASSWORD: 'secret',
    TATAMI_LOAD_HOLD: ' ',
    HOME: '/home/somebody',
  }
  expect(toldEnvironment(env)).toEqual({ TATAMI_LOAD_USERS: '500', TATAMI_LOAD_KEY_PASSPHRASE: '…' })
})

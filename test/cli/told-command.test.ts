import { expect, test } from 'vitest'
import { toldCommand } from '../../src/cli/told-command.js'

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

import { expect, it } from 'vitest'
import { nextRun } from '../../src/cli/next-run.js'
import type { SeedFlags } from '../../src/cli/seed-flags.js'
import { SEED_DEFAULTS } from './seed-defaults.js'

it.each<[Partial<SeedFlags>, string]>([
  [{}, 'tatami-load run --users 20 --accounts accounts.csv'],
  [
    { target: ['https://localhost:8443'], cacert: 'ca.pem', keyPassphrase: 'secret', seed: '3' },
    'tatami-load run --users 20 --accounts accounts.csv --target https://localhost:8443 --cacert ca.pem',
  ],
  [
    {
      accounts: "bank's accounts.csv",
      target: ['https://t.example'],
      resolve: ['t.example:443:10.0.0.7'],
      insecure: true,
      iAmAuthorisedToLoad: ['t.example'],
    },
    "tatami-load run --users 20 --accounts 'bank'\\''s accounts.csv' --target https://t.example --resolve t.example:443:10.0.0.7 --insecure --i-am-authorised-to-load t.example",
  ],
])('%j is followed by a command that can be pasted', (flags, command) => {
  expect(nextRun({ ...SEED_DEFAULTS, ...flags }, 20)).toBe(command)
})

import type { SeedFlags } from '../../src/cli/seed-flags.js'

/** What `seed --accounts accounts.csv` is when no other flag is given. */
export const SEED_DEFAULTS: SeedFlags = {
  accounts: 'accounts.csv',
  followersMean: '50',
  pattern: 'load{n}@bank.example',
  first: '1',
  seed: '1',
  rate: '50',
  concurrency: '4',
}

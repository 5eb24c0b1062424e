import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BIN, profileOf } from '../../scale/run.mjs'
import { saidBy } from './find.mjs'

const sum = (values) => values.reduce((total, value) => total + value, 0)

export const tatamiLoad = {
  name: 'tatami-load',
  playsUsers: true,
  file: () => BIN,
  version: saidBy('--version'),
  // The pace of its polls is that of a page: once a second at most.
  leastPollMs: 1_000,
  // … and its first poll is due at the first tick, not at once.
  pollsAtOnce: false,
  command: ({ url, users, pollMs, rampS, holdS, folder }) => {
    const profile = join(folder, 'profile.yaml')
    writeFileSync(profile, profileOf({ users, pollMs, rampS, holdS, rampDownS: 1 }))
    return { args: ['run', profile, '--target', url, '--force', '--seed', '1', '--out', join(folder, 'run')] }
  },
  read: ({ folder }) => {
    const { startedAt, requests, steps } = JSON.parse(readFileSync(join(folder, 'run/result.json'), 'utf8'))
    const { response } = steps.find(({ name }) => name === 'timeline/poll')
    return {
      startMs: Date.parse(startedAt),
      errors: sum([requests.failed, requests.timedOut, requests.dropped]),
      samples: response.count,
      p95Ms: response.p95 / 1_000,
      p99Ms: response.p99 / 1_000,
      maxMs: response.max / 1_000,
    }
  },
}

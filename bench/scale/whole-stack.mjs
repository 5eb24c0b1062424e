// Row C: nginx, application nodes, stores and generator on the same cores, at the rates of the event's day.
import { cpus } from 'node:os'
import { pollCosts } from './polls.mjs'
import { rolesOf } from './processes.mjs'
import { holdOf, runCommand } from './run.mjs'

const THE_EVENT = 160_000
const LONGEST_RAMP_S = 1_800
const POLL_S = 20
const MOST_POLLING = 20_000

/** So many users of `event-day` on a plain front, within 30 minutes by default: what the hold cost each part. */
export const wholeStack = async ({ users, holdS, rampS = LONGEST_RAMP_S, pollsPerSec = THE_EVENT / POLL_S }) => {
  const args = ['--users', users, '--plain', '--ramp', `${rampS}s`, '--hold', `${holdS}s`].map(String)
  const run = await runCommand({ profile: 'event-day', args, groups: rolesOf })
  const hold = holdOf(run)
  const polls = await pollCosts({
    users: Math.min(users, MOST_POLLING),
    perSec: pollsPerSec,
    seconds: Math.min(10, holdS / 2),
  })
  return { ...howItWent(run, users, hold), ...polls, ...sharesOf(run, hold) }
}

const howItWent = ({ result: { verdict, users, requests }, code }, planned, hold) => ({
  users: planned,
  'users at the peak': users.peak,
  valid: verdict.status === 'invalid' ? 'no' : 'yes',
  verdict: `${verdict.status} (exit ${code})`,
  why: verdict.reasons.join('; ').slice(0, 70),
  failed: requests.failed + requests.timedOut,
  dropped: requests.dropped,
  'requests/s': Math.round(hold.perSec),
  'lag p99 ms, hold': round(hold.lagP99Us / 1_000, 1),
  'nodes us a request': cpuUs(hold, 'application nodes'),
  'nginx us a request': cpuUs(hold, 'nginx'),
  'generator us a request': round(cpuUs(hold, 'parent') + cpuUs(hold, 'shards'), 1),
})

const cpuUs = ({ spent, perSec }, role) => round((spent.groups[role].cpuS / spent.seconds / perSec) * 1e6, 1)

// Shares of one core over the hold. What 160,000 users need is taken from the CPU a user; where parts were kept waiting for a core it is more.
const sharesOf = ({ result }, { spent }) => {
  const parts = Object.entries(spent.groups).map(([role, { cpuS }]) => [`cores: ${role}`, cpuS / spent.seconds])
  const all = parts.reduce((sum, [, share]) => sum + share, 0)
  const needed = (all / result.users.meanHold) * THE_EVENT
  const missing = round(Math.max(0, needed - cpus().length), 2)
  return {
    ...Object.fromEntries(parts.map(([name, share]) => [name, round(share, 3)])),
    'cores: all parts': round(all, 3),
    'cores: whole machine': round(spent.busyS / spent.seconds, 3),
    'cores needed at 160,000': round(needed, 2),
    'of a core missing at 160,000': result.verdict.status === 'invalid' ? `>= ${missing}` : missing,
    'machine GiB': round(spent.machineBytes / 2 ** 30, 1),
  }
}

const round = (value, digits) => Number(value.toFixed(digits))

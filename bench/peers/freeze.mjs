// A server that stands still for 2 s in 20 s, at 200 requests/s. A tenth of all is due then and waits for its end, evenly
// from 2 s down to nothing, so in truth p95 is 1.0 s, p99 1.8 s and the longest 2.0 s.
import { setTimeout as sleep } from 'node:timers/promises'
import { familyOf } from '../scale/processes.mjs'
import { measure } from './measure.mjs'

const RUN_S = 20
const PER_SEC = 200
const FREEZE = { afterS: 8, forS: 2 }
export const TRUTH = { samples: RUN_S * PER_SEC, p95Ms: 1_000, p99Ms: 1_800, maxMs: 2_000 }

/** What a tool reports of it, each way it can be started, over 20 connections and where it plays users over 200 too. */
export const freezeRows = async (front, tool) => {
  const rows = []
  for (const { setting, command, users } of waysOf(tool)) {
    const told = await measure(front, { ...tool, command }, planOf(tool, users), freeze)
    const { samples, p95Ms, p99Ms, maxMs, errors } = told
    rows.push({ tool: tool.name, version: tool.version, setting, users, samples, p95Ms, p99Ms, maxMs, errors })
  }
  return rows
}

const waysOf = ({ command, freezes = {}, playsUsers = false, leastPollMs = 0 }) => [
  ...[20, 200]
    .filter((users) => (playsUsers || users === 20) && periodMs(users) >= leastPollMs)
    .map((users) => ({ setting: '', command, users })),
  ...Object.entries(freezes).map(([setting, command]) => ({ setting, command, users: 20 })),
]

const periodMs = (users) => (users * 1_000) / PER_SEC

const planOf = ({ pollsAtOnce = true }, users) => ({
  users,
  pollMs: periodMs(users),
  rampS: 1,
  holdS: RUN_S - 1 + (pollsAtOnce ? 0 : periodMs(users) / 1_000),
})

// nginx's processes are stopped and go on: connections are taken meanwhile, and nothing is answered.
const freeze = async ({ front, counts, ended }) => {
  const over = ended.then(() => 'ended')
  while (!isUnderWay(counts)) if ((await Promise.race([over, sleep(100)])) === 'ended') return
  if ((await Promise.race([over, sleep(FREEZE.afterS * 1_000)])) === 'ended') return
  signal(front, 'SIGSTOP')
  await sleep(FREEZE.forS * 1_000)
  signal(front, 'SIGCONT')
}

// Logins and checks before are a few hundred requests at most.
const isUnderWay = (counts) => (counts.at(-1)?.requests ?? 0) - (counts[0]?.requests ?? 0) > 2 * PER_SEC

const signal = (front, name) => {
  for (const pid of familyOf(front.pid)) process.kill(pid, name)
}

// Does anything grow? 20,000 users of the event day for 30 minutes against the rehearsal stack; every 10 s the resident memory and the
// open descriptors of every process of the run:
//
//   node bench/soak.mjs [--users N] [--minutes HOLD] [--fit LAST_MINUTES] [--every SECONDS] [--ramp SECONDS]
//
// A straight line is fitted to the last 20 minutes of the hold (two thirds of a shorter one). What a process grew by is the line's change
// from one end to the other, in % of the mean; the bar is 1 %, for memory and for descriptors. Needs Linux, nginx and dist/ (npm run build).
// Nothing else should run meanwhile. Adds what it prints to bench/results/soak.jsonl.
import { parseArgs } from 'node:util'
import { descriptorsOf, machineText, rolesOf, usageOf } from './scale/processes.mjs'
import { runCommand } from './scale/run.mjs'
import { keep } from './scale/table.mjs'

const { values: options } = parseArgs({
  options: {
    users: { type: 'string', default: '20000' },
    minutes: { type: 'string', default: '30' },
    fit: { type: 'string' },
    every: { type: 'string', default: '10' },
    ramp: { type: 'string' },
  },
})
const USERS = Number(options.users)
const MINUTES = Number(options.minutes)
const FIT_MINUTES = Number(options.fit ?? Math.min(20, (MINUTES * 2) / 3))
const RAMP_S = Number(options.ramp ?? Math.max(10, Math.ceil(USERS / 200)))
const BAR_PERCENT = 1

const watchEach = (groups) => {
  const looks = []
  const look = () => {
    const processes = Object.entries(groups()).flatMap(([role, pids]) => pids.map((pid) => stateOf(role, pid)))
    looks.push({ atMs: Date.now(), processes: processes.filter(({ rssBytes }) => rssBytes > 0) })
  }
  const timer = setInterval(look, Number(options.every) * 1_000)
  return { looks, stop: () => clearInterval(timer) }
}

const stateOf = (role, pid) => ({
  role,
  pid,
  rssBytes: usageOf([pid]).rssBytes,
  descriptors: descriptorsOf(pid) ?? 0,
})

/** Least squares: what the fitted line changes by from the first point to the last, and the mean. */
const fitted = (points) => {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)]
  const slope = mean(({ x, y }) => (x - meanX) * (y - meanY)) / mean(({ x }) => (x - meanX) ** 2)
  const change = slope * (points.at(-1).x - points[0].x)
  return { mean: meanY, change, percent: meanY === 0 ? 0 : (change / meanY) * 100 }
}

const rowsOf = (looks) => {
  const seen = new Map()
  for (const { atMs, processes } of looks)
    for (const state of processes) seen.set(state.pid, [...(seen.get(state.pid) ?? []), { atMs, ...state }])
  const numbers = {}
  const each = [...seen.values()]
    .filter((states) => states.length > 1)
    .map((states) => {
      const { role } = states[0]
      numbers[role] = (numbers[role] ?? 0) + 1
      return [`${role} ${numbers[role]}`, rowOf(states, looks.length)]
    })
  const several = Object.keys(numbers).filter((role) => numbers[role] > 1)
  return [...each, ...several.map((role) => [`${role}, all`, rowOf(looks.map(sumOf(role)), looks.length)])]
}

// Who comes back may get another nginx worker or shard than before, so that only all of them together can be without a leak.
const sumOf =
  (role) =>
  ({ atMs, processes }) => {
    const sum = (of) => processes.filter((one) => one.role === role).reduce((all, one) => all + of(one), 0)
    return { atMs, rssBytes: sum(({ rssBytes }) => rssBytes), descriptors: sum(({ descriptors }) => descriptors) }
  }

const rowOf = (states, looks) => {
  const memory = fitted(states.map(({ atMs, rssBytes }) => ({ x: atMs, y: rssBytes })))
  const descriptors = fitted(states.map(({ atMs, descriptors }) => ({ x: atMs, y: descriptors })))
  const isFlat = memory.percent < BAR_PERCENT && descriptors.percent < BAR_PERCENT
  return {
    'MiB, mean': round(memory.mean / 2 ** 20, 1),
    'grew MiB': round(memory.change / 2 ** 20, 2),
    'grew %': round(memory.percent, 2),
    'descriptors, mean': round(descriptors.mean, 0),
    'more descriptors': round(descriptors.change, 1),
    'more descriptors %': round(descriptors.percent, 2),
    [`< ${BAR_PERCENT} %`]: isFlat ? 'yes' : 'NO',
    ...(states.length < looks && { seen: `${states.length} of ${looks}` }),
  }
}

const round = (value, digits) => Number(value.toFixed(digits))

const args = ['--users', USERS, '--plain', '--ramp', `${RAMP_S}s`, '--hold', `${MINUTES * 60}s`].map(String)
const { code, result, watching } = await runCommand({ profile: 'event-day', args, groups: rolesOf, watcher: watchEach })
const endMs = Date.parse(result.startedAt) + result.stages.find(({ name }) => name === 'hold').toUs / 1_000
const looks = watching.looks.filter(({ atMs }) => atMs <= endMs && atMs >= endMs - FIT_MINUTES * 60_000)
if (looks.length < 3) throw new Error('too short for a line: lengthen --minutes or --fit, or shorten --every')
const { verdict, users, requests } = result
const row = {
  run: {
    ...{
      verdict: verdict.status,
      code,
      users: users.peak,
      minutes: MINUTES,
      fitMinutes: FIT_MINUTES,
      looks: looks.length,
    },
    ...{ requests: requests.sent, failed: requests.failed + requests.timedOut, dropped: requests.dropped },
  },
  processes: Object.fromEntries(rowsOf(looks)),
}
console.log(`${result.startedAt}, ${machineText()}`)
console.log(
  `${users.peak} users, hold ${MINUTES} min, line over its last ${round(FIT_MINUTES, 1)} min of ${looks.length} looks`,
)
console.log(`verdict ${verdict.status} (exit ${code}), ${row.run.failed} failed, ${row.run.dropped} dropped`)
console.table(row.processes)
keep('soak', row)

// What a user costs a tool: the event scenario at several numbers of users, from the fewest to the most.
import { measure } from './measure.mjs'

const POLL_MS = 20_000

/** The same scenario for every tool: log in once, then poll every 20 s; users come at `rampRate` a second. */
export const planOf = (users, { rampRate, holdS }) => ({
  users,
  pollMs: POLL_MS,
  // At least a period, so that polls are spread over it.
  rampS: Math.max(POLL_MS / 1_000, Math.ceil(users / rampRate)),
  holdS,
})

/** One row for a tool: its memory as a slope and a base between two numbers of users, and the rest at the larger one. */
export const costRow = async (front, tool, { counts, ...pace }) => {
  const runs = []
  for (const users of counts) runs.push({ users, ...(await measure(front, tool, planOf(users, pace))) })
  const [few, many] = [runs[0], runs.at(-1)]
  return { tool: tool.name, version: tool.version, ...memoryOf(few, many), ...figuresOf(tool, many), runs: keyed(runs) }
}

const memoryOf = (few, many) => {
  if (few.hold === undefined || many.hold === undefined || few === many) return {}
  const bytesAUser = (many.hold.rssBytes - few.hold.rssBytes) / (many.users - few.users)
  return { kibAUser: bytesAUser / 1024, baseMib: (few.hold.rssBytes - bytesAUser * few.users) / 2 ** 20 }
}

const figuresOf = ({ playsUsers = false }, { users, hold, whole, errors }) => ({
  playsUsers,
  users,
  processes: hold?.processes,
  rssMib: hold && hold.rssBytes / 2 ** 20,
  holdCpuUs: hold?.cpuUs,
  wholeCpuUs: whole.cpuUs,
  perSec: hold?.perSec,
  ofDuePercent: hold && (hold.perSec / ((users * 1_000) / POLL_MS)) * 100,
  connections: hold?.connections,
  errors,
})

const keyed = (runs) => Object.fromEntries(runs.map(({ users, startMs: _, ...run }) => [users, run]))

/** The largest of some numbers of users that a tool holds without an error, and what was wrong at the next. */
export const mostHeld = async (front, tool, { counts, ...pace }) => {
  let held = 0
  for (const users of counts) {
    const wrong = await measure(front, tool, planOf(users, pace)).then((run) => faultOf(users, run), firstLine)
    if (wrong !== undefined) return { tool: tool.name, version: tool.version, held, stopped: `${users}: ${wrong}` }
    held = users
  }
  return { tool: tool.name, version: tool.version, held, stopped: 'nothing; the largest tried' }
}

const LEAST_OF_DUE = 0.99

const faultOf = (users, { hold, errors }) => {
  if (hold === undefined) return 'it ended before its time'
  if (errors > 0) return `${errors} errors`
  if (hold.connections < users) return `${hold.connections} connections`
  const ofDue = (hold.perSec * POLL_MS) / 1_000 / users
  return ofDue < LEAST_OF_DUE ? `${(ofDue * 100).toFixed(1)} % of the polls that were due` : undefined
}

const firstLine = (error) => error.message.split('\n').slice(0, 2).join(' ')

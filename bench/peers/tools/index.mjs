import { autocannon, hey, oha, vegeta, wrk } from './asking.mjs'
import { find } from './find.mjs'
import { gatling, goose, k6, locust } from './playing-users.mjs'
import { tatamiLoad } from './tatami-load.mjs'

const TOOLS = [tatamiLoad, goose, gatling, locust, k6, wrk, oha, vegeta, hey, autocannon]

/**
 * The peers by name, or all: those that are here, each with its `path` and `version`, and the names of those that are not.
 * A peer's `command(plan, path)` gives what to start for `{ url, ca, users, pollMs, rampS, holdS, folder }`: `args` and `env`, or
 * a `shell` line; its `read({ folder, said })` gives what it reports: `errors`, `samples`, `p95Ms`, `p99Ms` and `maxMs`, and
 * `startMs` where it knows when its ramp began. `freezes` are further ways to start it that are
 * meant to see a freeze.
 */
export const peersHere = (names) => {
  const wanted = names.length === 0 ? TOOLS : TOOLS.filter((tool) => names.some((name) => called(tool, name)))
  const found = wanted.map((tool) => ({ ...tool, path: tool.file?.() ?? find(tool.binary ?? tool.name) }))
  return {
    peers: found
      .filter(({ path }) => path !== undefined)
      .map((tool) => ({ ...tool, version: tool.version(tool.path) })),
    absent: found.filter(({ path }) => path === undefined).map(nameOf),
  }
}

const nameOf = ({ name }) => name
const called = (tool, name) => tool.name.toLowerCase() === name.toLowerCase()

export const PEER_NAMES = TOOLS.map(nameOf)

/** Names that no peer has. */
export const unknownPeers = (names) => names.filter((name) => !TOOLS.some((tool) => called(tool, name)))

// tatami-load beside other load testers: one nginx, one run.
//
//   node bench/peers/peers.mjs [PEER…] [--users 1000,5000] [--hold SECONDS] [--search 5000,10000,…] [--only cost|freeze|search]
//
// cost     log in once, then poll every 20 s, own connection and cookies: memory a user, CPU a request, errors
// freeze   a server that stands still for 2 s in 20 s, at 200 requests/s: what each reports
// search   the largest of some numbers of users held without an error; only with --search, since it takes long
//
// Peers that are in no folder of PEERS_PATH or PATH are skipped by name; README.md beside this tells how to get them. Needs
// nginx, Linux and dist/ (npm run build). Nothing else should run meanwhile. Prints tables; figures are added to
// bench/results/peers.jsonl.
import { parseArgs } from 'node:util'
import { machineText } from '../scale/processes.mjs'
import { withFront } from '../scale/static-front.mjs'
import { keep } from '../scale/table.mjs'
import { costRow, mostHeld } from './cost.mjs'
import { freezeRows, TRUTH } from './freeze.mjs'
import { tablesOf } from './tables.mjs'
import { PEER_NAMES, peersHere, unknownPeers } from './tools/index.mjs'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    users: { type: 'string', default: '1000,5000' },
    hold: { type: 'string', default: '64' },
    'ramp-rate': { type: 'string', default: '300' },
    search: { type: 'string', default: '' },
    only: { type: 'string' },
  },
})
const numbers = (list) => list.split(',').filter(Boolean).map(Number)
const [counts, steps] = [numbers(options.users), numbers(options.search)]
const pace = { rampRate: Number(options['ramp-rate']), holdS: Number(options.hold) }

const MEASURES = {
  cost: async (front, tool) => [await costRow(front, tool, { counts, ...pace })],
  freeze: freezeRows,
  search: async (front, tool) => (steps.length > 0 ? [await mostHeld(front, tool, { counts: steps, ...pace })] : []),
}

// A peer that does not get through is told of, and the others go on.
const rowsOf = async (name, front, peers) => {
  const rows = []
  for (const tool of peers) {
    console.error(`${name}: ${tool.name} ${tool.version}`)
    rows.push(
      ...(await MEASURES[name](front, tool).catch((error) => console.error(`${tool.name}: ${error.message}`) ?? [])),
    )
  }
  return rows
}

const refuse = (why) => {
  console.error(`error: ${why}`)
  process.exit(2)
}
const wanted = options.only === undefined ? Object.keys(MEASURES) : [options.only]
if (!wanted.every((name) => name in MEASURES))
  refuse(`--only ${options.only}: write one of ${Object.keys(MEASURES).join(', ')}`)
if (counts.length === 0 || ![...counts, ...steps, ...Object.values(pace)].every((value) => value > 0))
  refuse('--users, --search, --hold and --ramp-rate take numbers above 0')
const unknown = unknownPeers(positionals)
if (unknown.length > 0) refuse(`${unknown.join(', ')}: no such peer; there are ${PEER_NAMES.join(', ')}`)
const { peers, absent } = peersHere(positionals)
if (absent.length > 0) console.error(`not installed, skipped: ${absent.join(', ')}`)
const results = await withFront(
  Math.max(...counts, ...steps),
  async (front) => {
    const rows = {}
    for (const name of wanted) rows[name] = await rowsOf(name, front, peers)
    return rows
  },
  { checksCookies: true },
)
keep('peers', results)
console.log(`${new Date().toISOString()}, ${machineText()}\n\n${tablesOf(results, TRUTH)}`)

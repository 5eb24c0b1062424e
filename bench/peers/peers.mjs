// tatami-load beside other load testers: one nginx, one run.
//
//   node bench/peers/peers.mjs [PEER…] [--users 1000,5000] [--hold SECONDS] [--search 5000,10000,…] [--only cost|freeze|search]
//
// cost     log in once, then poll every 20 s, own connection and cookies: memory a user, CPU a request, errors
// freeze   a server that stands still for 2 s in 20 s, at 200 requests/s: what each reports
// search   the largest of some numbers of users held without an error; only with --search, since it takes long
//
// Peers that are in no folder of PEERS_PATH or PATH are skipped by name; README.md beside this tells how to get them. Needs
// nginx, Linux and dist/ (npm run build). Nothing else should run meanwhile. Tables on standard output, figures in --out.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { machineText } from '../scale/processes.mjs'
import { startStaticFront } from '../scale/static-front.mjs'
import { costRow, mostHeld } from './cost.mjs'
import { freezeRows, TRUTH } from './freeze.mjs'
import { tablesOf } from './tables.mjs'
import { peersHere } from './tools/index.mjs'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    users: { type: 'string', default: '1000,5000' },
    hold: { type: 'string', default: '64' },
    'ramp-rate': { type: 'string', default: '300' },
    search: { type: 'string', default: '' },
    only: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../results/peers.json', import.meta.url)) },
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

const { peers, absent } = peersHere(positionals)
if (absent.length > 0) console.error(`not installed, skipped: ${absent.join(', ')}`)
const wanted = options.only === undefined ? Object.keys(MEASURES) : [options.only]
const front = await startStaticFront(Math.max(...counts, ...steps), { checksCookies: true })
try {
  const results = { date: new Date().toISOString(), machine: machineText() }
  for (const name of wanted) results[name] = await rowsOf(name, front, peers)
  mkdirSync(dirname(options.out), { recursive: true })
  writeFileSync(options.out, `${JSON.stringify(results, null, 2)}\n`)
  console.log(`${results.date}, ${results.machine}\n\n${tablesOf(results, TRUTH)}`)
} finally {
  await front.stop()
}

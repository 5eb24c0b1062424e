// The event scenario beside the peers that come nearest, each measured at the number of users and at a third of it.
import { costRow } from '../peers/cost.mjs'
import { peersHere } from '../peers/tools/index.mjs'
import { withFront } from './static-front.mjs'

const OWN = 'tatami-load'
const PEERS = ['Goose', 'Gatling', 'k6']
// Three polls of everybody, and the time they need to settle.
const LONGEST_HOLD_S = 64

const FIGURES = {
  'KiB a user': ['kibAUser', 1],
  'base MiB': ['baseMib', 0],
  'us, hold': ['holdCpuUs', 1],
  'us, whole run': ['wholeCpuUs', 1],
  'of due %': ['ofDuePercent', 2],
  connections: ['connections', 0],
  errors: ['errors', 0],
}

/** Memory a user and CPU a request of tatami-load and of each peer that is here, and the former as shares of the best peer's. */
export const besidePeers = async ({ users, rampRate, holdS }) => {
  const { peers, absent } = peersHere([OWN, ...PEERS])
  if (absent.length > 0) console.log(`not installed, skipped: ${absent.join(', ')}`)
  if (peers.length < 2) throw new Error(`install one of ${PEERS.join(', ')}: bench/peers/README.md tells how`)
  const plan = { counts: [Math.round(users / 3), users], rampRate, holdS: Math.min(LONGEST_HOLD_S, holdS) }
  const rows = []
  await withFront(
    users,
    async (front) => {
      for (const tool of peers) rows.push(await costRow(front, tool, plan))
    },
    { checksCookies: true },
  )
  return { users, ...Object.fromEntries(rows.flatMap(figuresOf)), ...sharesOf(rows) }
}

const figuresOf = (row) =>
  Object.entries(FIGURES).map(([name, [key, digits]]) => [`${row.tool} ${name}`, round(row[key], digits)])

const sharesOf = ([own, ...others]) =>
  Object.fromEntries(
    ['KiB a user', 'us, hold', 'us, whole run'].map((name) => {
      const [key] = FIGURES[name]
      return [`of the best peer's ${name}`, round(own[key] / Math.min(...others.map((row) => row[key])), 2)]
    }),
  )

const round = (value, digits) => Number(value?.toFixed(digits))

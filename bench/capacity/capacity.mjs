// Whether the capacity model is right: each tier of the rehearsal scarce, then doubled.
//
//   node bench/capacity/capacity.mjs [TIER…]        nginx, jetty, cassandra, elasticsearch; all of them without
//
// A search with the scarce tier says which tier gives way first, how many users are held, and what its model expects of twice as much of
// that tier. Then a search with twice as much says what is held. An independent simulation of the queues (test/capacity/simulation) says
// what both truly hold. Stores get a second node; nginx and Jetty twice the slots, since two shared cores cannot show more of their processes.
// Needs nginx and dist/ (npm run build), and two cores that nothing else uses: a search says so where its generator was late. About 20 minutes
// a tier. Each row is printed with its bars and added to bench/results/capacity-<tier>.jsonl.
import { parseArgs } from 'node:util'
import { machineText } from '../scale/processes.mjs'
import { report } from '../scale/table.mjs'
import { search } from './search.mjs'
import { withSimulation } from './simulation.mjs'

const POLLS = { text: 'timeline/poll.p99 < 200ms', kind: 'timeline/poll', share: 0.99, belowSec: 0.2 }
// Nobody waits for Elasticsearch who does not search; of so few searches a p99 would be of a handful.
const SEARCHES = { text: 'search/results.p95 < 400ms', kind: 'search/results', share: 0.95, belowSec: 0.4 }

// One node of each tier, small enough for both searches to be over before the two cores are.
const TIERS = {
  nginx: { serviceMs: 8, aboutUsers: 1_650, slo: POLLS, adds: 'slots' },
  jetty: { serviceMs: 4, aboutUsers: 1_550, slo: POLLS, adds: 'slots' },
  cassandra: { serviceMs: 5, aboutUsers: 1_600, slo: POLLS, adds: 'nodes' },
  elasticsearch: { serviceMs: 40, aboutUsers: 1_150, slo: SEARCHES, adds: 'nodes', perUserHour: { searches: 60 } },
}
// Far enough above the limit for the search to find it, which it is not told.
const MOST_OF_LIMIT = 2.5

const bars = (tier) => ({
  named: { equal: tier },
  'held of simulated %': { least: 90, most: 110 },
  'doubled: held of simulated %': { least: 90, most: 110 },
  'doubled: predicted of held %': { least: 90, most: 110 },
  'doubled: predicted of simulated %': { least: 90, most: 110 },
})

const profileOf = (tier, factor) => {
  const { serviceMs, adds, perUserHour } = TIERS[tier]
  const nodes = adds === 'nodes' ? { [tier]: factor } : {}
  const slots = adds === 'slots' ? factor : 1
  return {
    name: `scarce-${tier}`,
    seed: 1,
    ...(perUserHour && { behaviour: { perUserHour } }),
    rehearsal: {
      ...{ nginx: 1, jetty: 1, cassandra: 1, elasticsearch: 1, plain: true, warmCaches: true },
      ...nodes,
      scarce: [`${tier}=${slots}x${serviceMs}ms`],
    },
  }
}

const searched = async (tier, factor, more = []) => {
  const { slo, aboutUsers } = TIERS[tier]
  const mostUsers = Math.round(aboutUsers * factor * MOST_OF_LIMIT)
  const args = ['--slo', slo.text, '--max-users', String(mostUsers), ...more]
  const { result, profile } = await search(profileOf(tier, factor), args)
  if (result.limit.held === undefined || result.limit.missed === undefined)
    throw new Error(`no limit was found: ${result.verdict.answer}; ${result.verdict.reasons.join('; ')}`)
  return { result, profile, held: result.limit.held }
}

const measured = async (tier, { trueCapacity }) => {
  const { slo } = TIERS[tier]
  const once = await searched(tier, 1, ['--what-if', `nodes ${tier}=2`])
  const twice = await searched(tier, 2)
  const [simulated, simulatedTwice] = [once, twice].map(({ profile, held }) => trueCapacity(profile, slo, held))
  const { tiers, whatIf, modelError } = once.result.analysis
  const [{ answer }] = whatIf
  const predicted = answer.kind === 'known' ? answer.users : Number.NaN
  return {
    named: tiers[0]?.isShown ? tiers[0].tier : 'none',
    held: once.held,
    simulated,
    'held of simulated %': percent(once.held, simulated),
    'model error of responses %': percent(modelError?.median ?? Number.NaN, 1),
    'doubled: predicted': Math.round(predicted),
    'doubled: held': twice.held,
    'doubled: simulated': simulatedTwice,
    'doubled: held of simulated %': percent(twice.held, simulatedTwice),
    'doubled: predicted of held %': percent(predicted, twice.held),
    'doubled: predicted of simulated %': percent(predicted, simulatedTwice),
  }
}

const percent = (part, whole) => Number(((part / whole) * 100).toFixed(1))

const { positionals } = parseArgs({ allowPositionals: true })
const unknown = positionals.filter((name) => !Object.hasOwn(TIERS, name))
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: write some of ${Object.keys(TIERS).join(', ')}`)
  process.exit(2)
}
console.log(`${new Date().toISOString()}, ${machineText()}`)
await withSimulation(async (simulation) => {
  for (const tier of positionals.length > 0 ? positionals : Object.keys(TIERS))
    report(tier, await measured(tier, simulation), { bars: bars(tier), file: `capacity-${tier}` })
})

// Whether the capacity model is right: each tier of the rehearsal scarce, then doubled.
//
//   node bench/capacity/capacity.mjs [TIER…]        nginx, jetty, cassandra, elasticsearch; all of them without
//
// A search with the scarce tier says which tier gives way first, how many users are held, and what its model expects of a second node of
// that tier. Then a search with two nodes says what is held. An independent simulation of the queues (test/capacity/simulation) says what
// both truly hold. A node is so many modelled slots, in nginx and Jetty too, since two shared cores cannot show more of their processes.
// Needs nginx and dist/ (npm run build), and two cores that nothing else uses: a search says so where its generator was late. About half an
// hour a tier. Each row is printed with its bars and added to bench/results/capacity-<tier>.jsonl.
import { parseArgs } from 'node:util'
import { machineText } from '../scale/processes.mjs'
import { report } from '../scale/table.mjs'
import { search } from './search.mjs'
import { withSimulation } from './simulation.mjs'

const polls = (belowMs) => ({
  text: `timeline/poll.p99 < ${belowMs}ms`,
  kind: 'timeline/poll',
  share: 0.99,
  belowSec: belowMs / 1_000,
})
// Nobody waits for Elasticsearch who does not search; of so few searches a p99 would be of a handful.
const SEARCHES = { text: 'search/results.p95 < 600ms', kind: 'search/results', share: 0.95, belowSec: 0.6 }

// Nodes so small that two of them are at their end before the two cores are. Where a login costs the scarce tier a lot, people poll often
// and come slowly, or each step would have to get over its own arrivals.
const TIERS = {
  nginx: {
    ...{ scarce: '1x8ms', aboutUsers: 210, rampRate: '1/s', slo: polls(80) },
    behaviour: { poll: '2s', coldCaches: 0 },
  },
  jetty: { scarce: '1x4ms', aboutUsers: 320, rampRate: '1/s', slo: polls(100), behaviour: { poll: '2s' } },
  // A post is fifty operations in heaps of nine: a percentile of polls behind those is of single posts and not of load.
  cassandra: {
    ...{ scarce: '1x10ms', aboutUsers: 1_350, rampRate: '15/s', slo: polls(150) },
    behaviour: { perUserHour: { posts: 0 } },
  },
  elasticsearch: {
    ...{ scarce: '1x40ms', aboutUsers: 1_350, rampRate: '15/s', slo: SEARCHES },
    behaviour: { perUserHour: { searches: 60 } },
  },
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

const profileOf = (tier, nodes) => ({
  name: `scarce-${tier}`,
  seed: 1,
  behaviour: TIERS[tier].behaviour,
  rehearsal: {
    ...{ nginx: 1, jetty: 1, cassandra: 1, elasticsearch: 1, plain: true, warmCaches: true },
    [tier]: nodes,
    scarce: [`${tier}=${TIERS[tier].scarce}`],
  },
})

const searched = async (tier, nodes, more = []) => {
  const { slo, aboutUsers, rampRate } = TIERS[tier]
  const mostUsers = Math.round(aboutUsers * nodes * MOST_OF_LIMIT)
  const args = ['--slo', slo.text, '--max-users', String(mostUsers), '--ramp-rate', rampRate, ...more]
  const { result, profile } = await search(profileOf(tier, nodes), args)
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

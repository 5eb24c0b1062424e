// Peers that only ask for one URL: as many connections as there would be users, at their polls' rate where there is one to give.
import { createRequire } from 'node:module'
import { goModule, saidBy } from './find.mjs'

const require = createRequire(import.meta.url)
const COOKIE = 'Cookie: JSESSIONID=x'

const pollOf = ({ url }) => `${url}/tatami/rest/statuses/home_timeline`
const perSec = ({ users, pollMs }) => (users * 1_000) / pollMs
const secondsOf = ({ rampS, holdS }) => rampS + holdS
const numberAt = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0)
const strings = (...values) => values.flat().map(String)

export const autocannon = {
  name: 'autocannon',
  file: () => require.resolve('autocannon'),
  version: () => require('autocannon/package.json').version,
  command: (plan) => ({
    args: strings(
      '-c',
      plan.users,
      '-R',
      perSec(plan),
      '-d',
      secondsOf(plan),
      '-H',
      COOKIE,
      '--json',
      '--no-progress',
      pollOf(plan),
    ),
  }),
  read: ({ said }) => {
    const { latency, errors, non2xx } = JSON.parse(said.slice(said.indexOf('{')))
    return { errors: errors + non2xx, samples: latency.totalCount, p99Ms: latency.p99, maxMs: latency.max }
  },
}

export const wrk = {
  name: 'wrk',
  // Its version is in the first line of its usage.
  version: saidBy('--version'),
  command: (plan) => ({
    args: strings('-t1', `-c${plan.users}`, `-d${secondsOf(plan)}s`, '--latency', '-H', COOKIE, pollOf(plan)),
  }),
  read: ({ said }) => ({
    errors:
      /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/
        .exec(said)
        ?.slice(1)
        .reduce((sum, count) => sum + Number(count), numberAt(said, /Non-2xx or 3xx responses: (\d+)/)) ?? 0,
    samples: numberAt(said, /(\d+) requests in/),
    p99Ms: wrkMs(/99% +([\d.]+\w+)/.exec(said)?.[1]),
    maxMs: wrkMs(/Latency +\S+ +\S+ +(\S+)/.exec(said)?.[1]),
  }),
}

const WRK_UNITS = { us: 0.001, ms: 1, s: 1_000, m: 60_000 }
const wrkMs = (text) => Number.parseFloat(text) * WRK_UNITS[/[a-z]+/.exec(text)?.[0]]

const ohaCommand = (correction) => (plan) => ({
  args: strings('--no-tui', '--output-format', 'json', '-c', plan.users, '-q', perSec(plan), '-H', COOKIE).concat(
    strings('-z', `${secondsOf(plan)}s`, correction ? ['--latency-correction'] : [], pollOf(plan)),
  ),
})

export const oha = {
  name: 'oha',
  version: saidBy('--version'),
  command: ohaCommand(false),
  freezes: { '--latency-correction': ohaCommand(true) },
  read: ({ said }) => {
    const { summary, latencyPercentiles, statusCodeDistribution, errorDistribution } = JSON.parse(said)
    const total = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0)
    // It gives up what is under way at the end, which is no error.
    const { 'aborted due to deadline': _, ...failures } = errorDistribution
    const answers = total(statusCodeDistribution)
    return {
      errors: total(failures) + answers - (statusCodeDistribution['200'] ?? 0),
      samples: answers,
      p95Ms: latencyPercentiles.p95 * 1_000,
      p99Ms: latencyPercentiles.p99 * 1_000,
      maxMs: summary.slowest * 1_000,
    }
  },
}

export const hey = {
  name: 'hey',
  version: goModule,
  command: (plan) => ({
    args: strings('-c', plan.users, '-q', 1_000 / plan.pollMs, '-z', `${secondsOf(plan)}s`, '-H', COOKIE, pollOf(plan)),
  }),
  read: ({ said }) => {
    const answers = [...said.matchAll(/\[(\d+)\]\s+(\d+) responses/g)].map(([, status, count]) => [
      status,
      Number(count),
    ])
    const failures = [...(said.split('Error distribution:')[1] ?? '').matchAll(/\[(\d+)\]/g)]
    const wrong = answers.filter(([status]) => status !== '200').map(([, count]) => count)
    return {
      errors: wrong.concat(failures.map(([, count]) => Number(count))).reduce((sum, count) => sum + count, 0),
      samples: answers.reduce((sum, [, count]) => sum + count, 0),
      p95Ms: numberAt(said, /95%+ in ([\d.]+) secs/) * 1_000,
      p99Ms: numberAt(said, /99%+ in ([\d.]+) secs/) * 1_000,
      maxMs: numberAt(said, /Slowest:\s+([\d.]+) secs/) * 1_000,
    }
  },
}

export const vegeta = {
  name: 'vegeta',
  version: goModule,
  // It is a pair of commands by design: one attacks, one reports.
  command: (plan, file) => ({
    shell: `printf 'GET ${pollOf(plan)}\\n${COOKIE}\\n' | '${file}' attack -rate=${perSec(plan)} -duration=${secondsOf(plan)}s -connections=${plan.users} | '${file}' report -type=json`,
  }),
  read: ({ said }) => {
    const { latencies, requests, status_codes: codes } = JSON.parse(said)
    return {
      errors: requests - (codes['200'] ?? 0),
      samples: requests,
      p95Ms: latencies['95th'] / 1e6,
      p99Ms: latencies['99th'] / 1e6,
      maxMs: latencies.max / 1e6,
    }
  },
}

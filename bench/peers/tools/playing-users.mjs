// Peers that play users: log in once, then poll on a pace, each with an own connection and cookies.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pinnedIn, saidBy } from './find.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const json = (folder, name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))

const k6Command =
  (open) =>
  ({ url, users, pollMs, rampS, holdS, folder }) => ({
    args: ['run', '--quiet', '--no-usage-report', here('../k6.js')].concat(
      Object.entries({
        TARGET: url,
        USERS: users,
        POLL_MS: pollMs,
        RAMP_S: rampS,
        HOLD_S: holdS,
        SUMMARY: join(folder, 'summary.json'),
        OPEN: open ? 'yes' : 'no',
      }).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    ),
  })

export const k6 = {
  name: 'k6',
  playsUsers: true,
  version: saidBy('version'),
  command: k6Command(false),
  freezes: { arrivals: k6Command(true) },
  read: ({ folder }) => {
    const { metrics } = json(folder, 'summary.json')
    const polls = metrics['http_req_duration{name:poll}'].values
    return {
      errors: metrics.http_req_failed.values.passes,
      samples: polls.count,
      p95Ms: polls['p(95)'],
      p99Ms: polls['p(99)'],
      maxMs: polls.max,
    }
  },
}

// By default each of Goose's users loads the machine's root certificates, a hundred KiB of them: with one it is at its best.
const gooseCommand =
  (...more) =>
  ({ url, ca, users, pollMs, rampS, holdS, folder }) => ({
    args: ['--host', url, '--test-plan', `${users},${rampS}s;${users},${holdS}s;0,1s`, '--no-telnet'].concat(
      ['--report-file', join(folder, 'report.json')],
      more,
    ),
    env: { POLL_MS: pollMs, SSL_CERT_FILE: ca, SSL_CERT_DIR: folder },
  })

export const goose = {
  name: 'Goose',
  playsUsers: true,
  binary: 'tatami-goose',
  version: pinnedIn('../goose/Cargo.toml', 'goose = '),
  command: gooseCommand(),
  freezes: { '--co-mitigation average': gooseCommand('--co-mitigation', 'average') },
  read: ({ folder }) => {
    const report = json(folder, 'report.json')
    const of = (rows, wanted) => rows.find(({ name }) => name === wanted)
    const times = of(report.co_response_metrics ?? report.raw_response_metrics, 'poll')
    return {
      errors: of(report.raw_request_metrics, 'Aggregated').number_of_failures,
      samples: of(report.co_request_metrics ?? report.raw_request_metrics, 'poll').number_of_requests,
      p95Ms: times.percentile_95,
      p99Ms: times.percentile_99,
      maxMs: times.percentile_100,
    }
  },
}

export const locust = {
  name: 'Locust',
  playsUsers: true,
  binary: 'locust',
  version: saidBy('--version'),
  command: ({ url, users, pollMs, rampS, holdS }) => ({
    args: ['-f', here('../locustfile.py'), '--headless', '--only-summary', '--host', url].concat(
      ['--users', users, '--spawn-rate', users / rampS, '--run-time', `${rampS + holdS}s`].map(String),
    ),
    env: { POLL_MS: pollMs },
  }),
  read: ({ said }) => {
    const polls = /^GET +poll +(\d+) +\d+\(.*?\) *\| +\d+ +\d+ +(\d+)/m.exec(said)
    // 50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99 and 100 %, then the count.
    const percentiles = /^GET +poll((?: +\d+){12})$/m.exec(said)?.[1].trim().split(/ +/).map(Number)
    return {
      errors: Number(/^ +Aggregated +\d+ +(\d+)\(/m.exec(said)?.[1]),
      samples: Number(polls?.[1]),
      p95Ms: percentiles?.[5],
      p99Ms: percentiles?.[7],
      maxMs: Number(polls?.[2]),
    }
  },
}

const gatlingCommand =
  (open) =>
  ({ url, users, pollMs, rampS, holdS, folder }) => ({
    args: ['--no-reports', '--results-folder', folder],
    env: {
      GATLING_PROPERTIES: Object.entries({ target: url, users, pollMs, rampS, holdS, open: open ? 'yes' : 'no' })
        .map(([name, value]) => `-D${name}=${value}`)
        .join(' '),
    },
  })

export const gatling = {
  name: 'Gatling',
  playsUsers: true,
  binary: 'tatami-gatling',
  version: pinnedIn('../gatling/pom.xml', '<artifactId>gatling-app</artifactId>'),
  command: gatlingCommand(false),
  freezes: { arrivals: gatlingCommand(true) },
  read: ({ said }) => {
    const actual = (what) => Number(new RegExp(`^${what} .*\\(actual : ([\\d.]+)\\)`, 'm').exec(said)?.[1])
    return {
      errors: actual('Global: count of failed'),
      samples: actual('poll: count of all'),
      p95Ms: actual('poll: 95th'),
      p99Ms: actual('poll: 99th'),
      maxMs: actual('poll: max'),
    }
  },
}

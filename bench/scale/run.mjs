// Runs the built command against a static front and reads what came of the hold.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lagsOf } from '../../dist/metrics/second-record.js'
import { SparseHistogram } from '../../dist/metrics/sparse-histogram.js'
import { familyOf, watch } from './processes.mjs'

const BIN = fileURLToPath(new URL('../../bin/tatami-load.js', import.meta.url))

/** Everybody stays and does nothing but poll, or one scenario: the hold is one kind of request at one rate. */
const profileOf = ({ users, pollMs, rampS, holdS, scenario }) => `
extends: event-day
name: scale
users: ${users}
ramp: ${rampS}s
hold: ${holdS}s
rampDown: 10s
slos: [errors < 0.1%]
behaviour:
  poll: ${pollMs === undefined ? 'off' : `${pollMs}ms`}
  session: 1000h
  coldCaches: 0
  perUserHour: { posts: 0, searches: 0, scrolls: 0, profiles: 0, tags: 0, favourites: 0, follows: 0 }
${
  scenario === undefined
    ? ''
    : `scenarios: ['${scenario}']
`
}`

const lineOf = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** Percentile of sparse histograms together, in the values' unit. */
const percentileOf = (histograms, percent) => {
  const all = new SparseHistogram()
  for (const entries of histograms) all.mergeEntries(entries)
  return all.percentile(percent)
}

/**
 * Users who poll, or who follow a scenario module. Resolves with what the hold cost (seconds, CPU of generator and front, memory, requests, lag) and with
 * the whole run's `result.json`. The first and last seconds of the hold are left out.
 */
export const runOn = async (front, { users, pollMs, scenario, rampS, holdS, tls = false, flags = [] }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-scale-'))
  const profile = join(folder, 'scale.yaml')
  writeFileSync(profile, profileOf({ users, pollMs, rampS, holdS, scenario }))
  const target = tls
    ? ['--target', front.tlsUrl, '--resolve', front.resolve, '--cacert', front.ca]
    : ['--target', front.url]
  const out = join(folder, 'run')
  const child = spawn(
    process.execPath,
    [BIN, 'run', profile, ...target, '--force', '--seed', '1', '--out', out, ...flags],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text))
  const watching = watch(() => ({ generator: familyOf(child.pid), front: familyOf(front.pid) }))
  try {
    const code = await new Promise((resolve) => child.on('close', resolve))
    const read = () => ({
      result: JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')),
      seconds: lineOf(join(out, 'seconds.jsonl')),
    })
    const { result, seconds } = code === 2 || code === 5 ? refused(said) : read()
    return { code, result, hold: holdOf(result, seconds, watching) }
  } finally {
    watching.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const refused = (said) => {
  throw new Error(`the run was refused:\n${Buffer.concat(said)}`)
}

const TRIM_S = 3

const holdOf = (result, seconds, watching) => {
  const stage = result.stages.find(({ name }) => name === 'hold')
  const [fromS, toS] = [stage.fromUs / 1e6 + TRIM_S, stage.toUs / 1e6 - TRIM_S]
  const startMs = Date.parse(result.startedAt)
  const spent = watching.between(startMs + fromS * 1_000, startMs + toS * 1_000)
  const inside = seconds.filter(({ second }) => second >= fromS && second < toS)
  const requests = result.timeline
    .filter(({ second }) => second >= fromS && second < toS)
    .reduce((sum, point) => sum + point.requests, 0)
  const perSec = requests / (toS - fromS)
  const cpuUs = (name) => (spent.groups[name].cpuS / spent.seconds / perSec) * 1e6
  return {
    perSec,
    generatorCpuUs: cpuUs('generator'),
    frontCpuUs: cpuUs('front'),
    generatorRssBytes: spent.groups.generator.rssBytes,
    frontRssBytes: spent.groups.front.rssBytes,
    machineBytes: spent.machineBytes,
    lagP99Us: percentileOf(inside.flatMap(lagsOf), 99),
  }
}

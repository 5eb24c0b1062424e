// Runs the built command, against a static front or with the embedded stack, and reads what came of the hold.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lagsOf } from '../../dist/metrics/second-record.js'
import { SparseHistogram } from '../../dist/metrics/sparse-histogram.js'
import { endingWithUs, folderOfOurs } from '../ending.mjs'
import { familyOf, watch } from './processes.mjs'

/** The built command. */
export const BIN = fileURLToPath(new URL('../../bin/tatami-load.js', import.meta.url))

/** Everybody stays and does nothing but poll: the hold is one kind of request at one rate. */
export const profileOf = ({ users, pollMs, rampS, holdS, rampDownS = 10 }) => `
extends: event-day
name: scale
users: ${users}
ramp: ${rampS}s
hold: ${holdS}s
rampDown: ${rampDownS}s
slos: [errors < 0.1%]
behaviour:
  poll: ${pollMs}ms
  session: 1000h
  coldCaches: 0
  perUserHour: { posts: 0, searches: 0, scrolls: 0, profiles: 0, tags: 0, favourites: 0, follows: 0 }
`

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
 * Runs `tatami-load run` with a profile (a name, or the text of a file) and looks meanwhile at the groups of processes that `groups` tells
 * of the command's. Resolves with its exit code, `result`, stored `seconds` and what was seen (`watching`). Throws with what the command printed
 * when there is no result.
 */
export const runCommand = async ({ profile, args, groups, nodeFlags = [], watcher = watch }) => {
  const folder = folderOfOurs('scale')
  const isText = profile.includes('\n')
  const written = join(folder, 'scale.yaml')
  if (isText) writeFileSync(written, profile)
  const out = join(folder, 'run')
  const named = [isText ? written : profile, ...args, '--force', '--seed', '1', '--out', out]
  const spawned = spawn(process.execPath, [...nodeFlags, BIN, 'run', ...named], { stdio: ['ignore', 'pipe', 'pipe'] })
  const child = endingWithUs(spawned, 'node')
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text))
  const watching = watcher(() => groups(child.pid))
  try {
    const code = await new Promise((resolve) => child.on('close', resolve))
    const file = join(out, 'result.json')
    if (!existsSync(file)) throw new Error(`the run has no result, exit code ${code}:\n${Buffer.concat(said)}`)
    return {
      code,
      result: JSON.parse(readFileSync(file, 'utf8')),
      seconds: lineOf(join(out, 'seconds.jsonl')),
      watching,
    }
  } finally {
    watching.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Users who poll. Resolves with what the hold cost (seconds, CPU of generator and front, memory, requests, lag) and with
 * the whole run's `result.json`. The first and last seconds of the hold are left out.
 */
export const runOn = async (front, { users, pollMs, rampS, holdS, tls = false, flags = [], nodeFlags }) => {
  const target = tls
    ? ['--target', front.tlsUrl, '--resolve', front.resolve, '--cacert', front.ca]
    : ['--target', front.url]
  const run = await runCommand({
    profile: profileOf({ users, pollMs, rampS, holdS }),
    args: [...target, ...flags],
    groups: (pid) => ({ generator: familyOf(pid), parent: [pid], front: familyOf(front.pid) }),
    nodeFlags,
  })
  return { code: run.code, result: run.result, hold: costsOf(holdOf(run)) }
}

const TRIM_S = 3

/** What the hold took, without its first and last seconds: wall times, requests, lag, and what each group of processes spent. */
export const holdOf = ({ result, seconds, watching }) => {
  const stage = result.stages.find(({ name }) => name === 'hold')
  const [fromS, toS] = [stage.fromUs / 1e6 + TRIM_S, stage.toUs / 1e6 - TRIM_S]
  const [fromMs, toMs] = [fromS, toS].map((second) => Date.parse(result.startedAt) + second * 1_000)
  const inside = ({ second }) => second >= fromS && second < toS
  const requests = result.timeline.filter(inside).reduce((sum, point) => sum + point.requests, 0)
  return {
    fromMs,
    toMs,
    perSec: requests / (toS - fromS),
    lagP99Us: percentileOf(seconds.filter(inside).flatMap(lagsOf), 99),
    spent: watching.between(fromMs, toMs),
  }
}

const costsOf = ({ fromMs, toMs, perSec, lagP99Us, spent }) => {
  const cpuUs = (name) => (spent.groups[name].cpuS / spent.seconds / perSec) * 1e6
  return {
    fromMs,
    toMs,
    perSec,
    generatorCpuUs: cpuUs('generator'),
    parentCpuUs: cpuUs('parent'),
    frontCpuUs: cpuUs('front'),
    generatorRssBytes: spent.groups.generator.rssBytes,
    generatorOwnBytes: spent.groups.generator.ownBytes,
    frontRssBytes: spent.groups.front.rssBytes,
    machineBytes: spent.machineBytes,
    lagP99Us,
  }
}

// Row F: the part of the generator's CPU that recording takes, from the sample that a request leaves to the second in the run's folder.
import { rmSync } from 'node:fs'
import { folderOfOurs } from '../ending.mjs'
import { isIn, profilesIn, timeBetween } from './cpu-profile.mjs'
import { recordingAlone } from './recording-alone.mjs'
import { runOn } from './run.mjs'

// Not a whole number of milliseconds, in which timers fire and which would meet the same moment again and again.
const SAMPLED_EACH_US = 701

/**
 * Users who poll so often that requests come at the rate asked for, on one shard, twice: as always, which tells the generator's CPU, and with a CPU
 * profile of every process. Recording is what the functions below take in the latter with all that they call, waits for a core included; how much of
 * the garbage it left is not known, so it gets the share of the collections that it has of all scripts.
 */
export const recording = async (front, { users, perSec, rampS, holdS, profiles: kept }) => {
  const folder = kept ?? folderOfOurs('profiles')
  const load = { users, pollMs: (users / perSec) * 1_000, rampS, holdS, flags: ['--shards', '1'] }
  const nodeFlags = ['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-interval', String(SAMPLED_EACH_US)]
  try {
    const plain = await runOn(front, load)
    const { result, hold } = await runOn(front, { ...load, nodeFlags })
    const profiles = profilesIn(folder)
    const shards = profiles.filter(({ isShard }) => isShard)
    const parent = profiles.filter(({ isShard }) => !isShard)
    const times = { shards: timesOf(shards, hold), parent: timesOf(parent, hold) }
    return {
      verdicts: `${plain.result.verdict.status}, ${result.verdict.status}`,
      ...figuresOf(plain.hold, hold, times),
    }
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

// Files and folders whose functions do nothing but record while users are about.
const FILES = [
  ...['metrics/', 'engine/request-sample', 'tiers/server-timing', 'fleet/opened-meter', 'fleet/process-health'],
  ...['fleet/shard-process', 'fleet/coordinator', 'run/ledger', 'run/run-recorder', 'run/tier-feed'],
]
// What the engine does for nothing else.
const METHODS = { 'engine/shard-loop': /^#?(record|recordLag|felt)$/ }

const partOf = (frame) => {
  const file = FILES.find((path) => isIn(frame, path))
  if (file === 'metrics/') return /metrics\/[\w-]+/.exec(frame.url)[0]
  if (file !== undefined) return file
  // Messages between the processes hold samples and little else.
  if (frame.url.startsWith('node:internal/child_process')) return 'messages'
  return Object.keys(METHODS).find((path) => isIn(frame, path) && METHODS[path].test(frame.functionName))
}

// The profiler counts on the monotonic clock.
const monotonicUs = (wallMs) => Number(process.hrtime.bigint() / 1_000n) + (wallMs - Date.now()) * 1_000

// Per request.
const timesOf = (profiles, { fromMs, toMs, perSec }) => {
  const times = profiles.map((profile) => timeBetween(profile, monotonicUs(fromMs), monotonicUs(toMs), partOf))
  const requests = (perSec * (toMs - fromMs)) / 1_000
  const sum = (of) => times.reduce((total, time) => total + of(time), 0) / requests
  const parts = [...new Set(times.flatMap(({ byPart }) => Object.keys(byPart)))]
  const byPart = Object.fromEntries(parts.map((part) => [part, sum((time) => time.byPart[part] ?? 0)]))
  const ownUs = Object.values(byPart).reduce((total, us) => total + us, 0)
  const garbageUs = sum((time) => time.collectingUs) * (ownUs / sum((time) => time.scriptUs))
  return { ownUs, recordingUs: ownUs + garbageUs, byPart }
}

const figuresOf = (plain, profiled, { shards, parent }) => {
  const percent = (us) => round((us / plain.generatorCpuUs) * 100, 2)
  const recordingUs = shards.recordingUs + parent.recordingUs
  const aloneUs = recordingAlone(Math.round(plain.perSec), 30)
  return {
    'requests/s': Math.round(plain.perSec),
    'recording %': percent(recordingUs),
    'of it garbage %': percent(recordingUs - shards.ownUs - parent.ownUs),
    'of it in the shards %': percent(shards.recordingUs),
    'of it in the parent %': percent(parent.recordingUs),
    'recording %, were the parent nothing else': percent(shards.recordingUs + plain.parentCpuUs),
    'recording alone %': percent(aloneUs),
    'generator us': round(plain.generatorCpuUs, 1),
    'generator us, profiled': round(profiled.generatorCpuUs, 1),
    'recording us': round(recordingUs, 2),
    'recording alone us': round(aloneUs, 2),
    ...partsOf('shards', shards, percent),
    ...partsOf('parent', parent, percent),
  }
}

const WORTH_A_LINE = 0.05

const partsOf = (processes, { byPart }, percent) =>
  Object.fromEntries(
    Object.entries(byPart)
      .sort(([, a], [, b]) => b - a)
      .map(([part, us]) => [`% ${processes}: ${part}`, percent(us)])
      .filter(([, share]) => share >= WORTH_A_LINE),
  )

const round = (value, digits) => Number(value.toFixed(digits))

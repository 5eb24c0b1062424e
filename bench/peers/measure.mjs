// One run of one tool: what it cost, what nginx saw of it, and what it said itself.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { endingWithUs, folderOfOurs } from '../ending.mjs'
import { endedChildrenCpuS, familyOf, usageOf } from '../scale/processes.mjs'
import { watchCounts } from './nginx-counts.mjs'

/**
 * Runs `tool` by `plan` (`users`, `pollMs`, `rampS`, `holdS`) to its end; `meanwhile({ front, counts, ended })` may do
 * something to nginx. Throws what the tool said when it made nothing that can be read.
 */
export const measure = async (front, tool, plan, meanwhile) => {
  const folder = folderOfOurs('peer')
  const cpuBeforeS = endedChildrenCpuS()
  const counting = watchCounts(front, 1_000)
  const { child, said, ended } = start(tool, { ...plan, url: front.url, ca: front.ca, folder })
  const usage = []
  const look = () => usage.push({ atMs: Date.now(), pids: familyOf(child.pid), ...usageOf(familyOf(child.pid)) })
  const looking = setInterval(look, 1_000)
  try {
    await meanwhile?.({ front, counts: counting.samples, ended })
    const code = await ended
    clearInterval(looking)
    await counting.stop()
    const cpuS = endedChildrenCpuS() - cpuBeforeS
    const told = readOrThrow(tool, { folder, said: said(), code })
    return { ...told, ...costOf({ plan, usage, counts: counting.samples, cpuS, startMs: told.startMs }) }
  } finally {
    clearInterval(looking)
    await counting.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const start = (tool, plan) => {
  const { args, shell, env } = tool.command(plan, tool.path)
  const options = { stdio: ['ignore', 'pipe', 'pipe'], cwd: plan.folder, env: { ...process.env, ...env } }
  const isScript = /\.[cm]?js$/.test(tool.path)
  const child = shell
    ? spawn('/bin/sh', ['-c', shell], options)
    : spawn(isScript ? process.execPath : tool.path, isScript ? [tool.path, ...args] : args, options)
  endingWithUs(child)
  const texts = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => texts.push(text))
  const ended = new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
  // Whoever waits for it hears of it; until then it is nobody's.
  ended.catch(() => undefined)
  return { child, said: () => Buffer.concat(texts).toString(), ended }
}

const readOrThrow = (tool, { folder, said, code }) => {
  try {
    return tool.read({ folder, said })
  } catch (error) {
    throw new Error(
      `${tool.name} (exit ${code}) said nothing that can be read: ${error.message}\n${said.slice(-2_000)}`,
    )
  }
}

// The first seconds behind the ramp are nobody's hold; behind them it is whole periods, in which each user polls as often.
const SETTLE_MS = 2_000

const costOf = ({ plan: { users, pollMs, rampS, holdS }, usage, counts, cpuS, startMs }) => {
  const rampEndMs = startMs === undefined ? seenRampEndMs(counts, users, rampS) : startMs + rampS * 1_000
  const fromMs = (rampEndMs ?? usage.at(-1).atMs - holdS * 1_000) + SETTLE_MS
  const toMs = fromMs + Math.floor((holdS * 1_000 - SETTLE_MS) / pollMs) * pollMs
  const [costs, seen] = [usage, counts].map((samples) => samples.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs))
  const requests = counts.at(-1).requests - counts[0].requests
  const whole = { requests, cpuS, cpuUs: (cpuS / requests) * 1e6 }
  if (costs.length < 2 || seen.length < 2) return { whole }
  const [cpu, perSec] = [rateOf(costs, 'cpuS'), rateOf(seen, 'requests')]
  return {
    whole,
    hold: {
      perSec,
      cpuUs: (cpu / perSec) * 1e6,
      rssBytes: Math.max(...costs.map(({ rssBytes }) => rssBytes)),
      processes: Math.max(...costs.map(({ pids }) => pids.length)),
      connections: Math.min(...seen.map(({ active }) => active)),
    },
  }
}

// Tools need different times to start; connections that come evenly tell where their ramp was in its middle. What opens
// fewer has no ramp: its last seconds count.
const seenRampEndMs = (counts, users, rampS) => {
  const halfway = counts.find(({ active }) => active >= users / 2)
  return halfway && halfway.atMs + rampS * 500
}

const rateOf = (samples, key) => {
  const [first, last] = [samples[0], samples.at(-1)]
  return ((last[key] - first[key]) / (last.atMs - first.atMs)) * 1_000
}

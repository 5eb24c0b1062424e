import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cpuLoad } from '../../src/preflight/cpu-load.js'
import { elsewhere, eventDay } from './event-days.js'

/** What `bench/scale` G saw last: CPU microseconds of the generator a poll, by users. */
const seen = (): Readonly<Record<string, { readonly 'generator us': number; readonly 'requests/s': number }>> => {
  const lines = readFileSync(join(import.meta.dirname, '../../bench/results/scale-G.jsonl'), 'utf8')
    .trim()
    .split('\n')
  return JSON.parse(lines.at(-1) ?? '').row
}

const generatorCores = (users: number, pollsPerSec: number, shards: number): number => {
  const steps = [{ step: 'timeline/poll', holdPerSec: pollsPerSec, peakPerSec: pollsPerSec, expected: 0 }]
  const none = { hold: 0, peak: 0 }
  const connections = { steady: users, peak: users, openedPerSec: none, closedPerSec: 0 }
  const profile = eventDay({ users, target: elsewhere('http://tatami.bank.example') })
  const [generator] = cpuLoad({ profile, steps, connections, shards, tls: false, exchangeCpuUs: 18 })
  return generator?.holdCores ?? 0
}

it.each([
  ['1000', 1],
  ['10000', 1],
  ['40000', 3],
  ['160000', 10],
] as const)('the CPU of a generator with %s users who poll is known to a third', (users, shards) => {
  const row = seen()[users]
  if (!row) throw new Error(`bench/results/scale-G.jsonl has no ${users} users`)
  const measured = (row['generator us'] * row['requests/s']) / 1_000_000
  const planned = generatorCores(Number(users), row['requests/s'], shards)
  expect(planned).toBeGreaterThan(measured / (4 / 3))
  expect(planned).toBeLessThan(measured * (4 / 3))
})

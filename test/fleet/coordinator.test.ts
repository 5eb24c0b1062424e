import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Fleet, startFleet } from '../../src/fleet/coordinator.js'
import type { ShardPlan } from '../../src/fleet/messages.js'
import type { FleetEvents } from '../../src/fleet/shard.js'
import { isAlive } from '../is-alive.js'

// A real child process that behaves as its plan's journey names.
const CHILD = `
process.on('disconnect', () => process.exit(0))
process.on('message', (m) => {
  if (m.kind === 'prepare') {
    globalThis.plan = m.plan
    if (m.plan.journey === 'refuse') process.send({ kind: 'refused', message: 'no accounts' })
    else if (m.plan.journey === 'crash') process.exit(7)
    else process.send({ kind: 'ready' })
  }
  if (m.kind === 'start') {
    process.send({ kind: 'samples', bytes: Uint8Array.of(1, 2, plan.shard), due: [] })
    if (plan.journey === 'die') process.kill(process.pid, 'SIGKILL')
  }
  if (m.kind === 'stop' && plan.journey === 'linger') {
    process.send({ kind: 'done', total: { arrived: 5, due: 9, sent: 8 } })
    setInterval(() => {}, 1000)
  } else if (m.kind === 'stop') process.send({ kind: 'done', total: { arrived: 5, due: 9, sent: 8 } }, () => process.exit(0))
})
`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatami-load-fleet-'))
  writeFileSync(join(folder, 'child.cjs'), CHILD)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const planFor = (shard: number, journey: string) =>
  ({
    shard,
    shards: 2,
    runId: '0',
    fronts: [],
    localAddresses: [],
    journey,
    profile: { users: 10 },
  }) as unknown as ShardPlan

const watched = () => {
  const seen: { samples: string[]; deaths: string[]; sent: number } = { samples: [], deaths: [], sent: 0 }
  let heard: () => void = () => undefined
  const twoBatches = new Promise<void>((resolve) => {
    heard = () => seen.samples.length === 2 && resolve()
  })
  const events: FleetEvents = {
    onSamples: (shard, bytes) => {
      seen.samples.push(`${shard}:${[...bytes].join(',')}`)
      heard()
    },
    onBeat: () => undefined,
    onExample: () => undefined,
    onDone: (_shard, { sent }) => {
      seen.sent += sent
    },
    onDeath: (shard, cause) => seen.deaths.push(`${shard} ${cause}`),
  }
  return { seen, events, twoBatches }
}

const start = (journeys: readonly string[], events: FleetEvents): Promise<Fleet> =>
  startFleet(
    join(folder, 'child.cjs'),
    journeys.map((journey, shard) => planFor(shard, journey)),
    events,
  )

describe('startFleet', () => {
  it('hands on what each shard sends and ends when all are done', async () => {
    const { seen, events, twoBatches } = watched()
    const fleet = await start(['run', 'run'], events)
    fleet.start(0)
    await twoBatches
    fleet.stop()
    await fleet.finished
    expect(seen.samples.sort()).toEqual(['0:1,2,0', '1:1,2,1'])
    expect(seen.deaths).toEqual([])
    expect(seen.sent).toBe(16)
    expect(fleet.pids.some(isAlive)).toBe(false)
  })

  it('reports a shard that is killed and lets the other go on', async () => {
    const { seen, events, twoBatches } = watched()
    const fleet = await start(['run', 'die'], events)
    fleet.start(0)
    await twoBatches
    fleet.stop()
    await fleet.finished
    expect(seen.deaths).toEqual(['1 ended by SIGKILL'])
  })

  it('ends a shard that is stopped, which died of what is given for it', async () => {
    const { seen, events, twoBatches } = watched()
    const fleet = await start(['run', 'run'], events)
    fleet.start(0)
    await twoBatches
    process.kill(fleet.pids[1] ?? -1, 'SIGSTOP')
    fleet.dismiss(1, 'it had said nothing for 30 s')
    fleet.stop()
    await fleet.finished
    expect(seen.deaths).toEqual(['1 it had said nothing for 30 s'])
    expect(seen.sent).toBe(8)
  })

  it('ends a shard that is done and does not go, which is no death', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const { seen, events } = watched()
    let done: () => void = () => undefined
    const isDone = new Promise<void>((resolve) => {
      done = resolve
    })
    const fleet = await start(['linger'], { ...events, onDone: () => done() })
    fleet.start(0)
    fleet.stop()
    await isDone
    vi.advanceTimersByTime(10_000)
    vi.useRealTimers()
    await fleet.finished
    expect(seen.deaths).toEqual([])
  })

  it.each([
    ['refuse', 'no accounts'],
    ['crash', 'shard 1 ended with exit code 7 before it was ready'],
  ])('rejects when a shard does %s', async (journey, message) => {
    await expect(start(['run', journey], watched().events)).rejects.toThrow(message)
  })
})

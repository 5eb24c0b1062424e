import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readRun } from '../../src/metrics/run-reader.js'
import type { RunEvent, RunStop } from '../../src/metrics/run-record.js'
import { RunRecorder } from '../../src/run/run-recorder.js'
import { NO_SHARD_LEFT } from '../../src/verdict/missing-users.js'
import { runEnd, runMeta, temporaryFolder } from '../metrics/stored-runs.js'
import { beat } from './beats.js'

const recorded = () => {
  const outDir = join(temporaryFolder(), 'run')
  const clock = { nowUs: 0 }
  const notes: string[] = []
  const stops: RunStop[] = []
  const recorder = new RunRecorder({
    ...{ outDir, meta: runMeta({ shards: 2 }), runId: '0', accessLogs: [], statusPages: [], nodeReaders: [] },
    nowUs: () => clock.nowUs,
    onNote: (text) => notes.push(text),
    onReasonToStop: (stop) => stops.push(stop),
  })
  const at = (second: number): RunRecorder => {
    clock.nowUs = second * 1_000_000
    return recorder
  }
  const stored = async (kind: RunEvent['kind']) => {
    const { peakUsers: _, shardDeaths: __, ledger: ___, joiner: ____, ...end } = runEnd()
    recorder.end(end)
    const run = await readRun(outDir)
    return { events: run.events.filter((event) => event.kind === kind), end: run.end }
  }
  return { at, notes, stops, stored }
}

it('tells a death at once and writes it down, and asks for the end only when no shard is left', async () => {
  const { at, notes, stops, stored } = recorded()
  for (const shard of [0, 1]) at(1).ledger.onBeat(shard, beat(20))
  at(2).ledger.onDeath(0, 'ended by SIGKILL')
  expect(notes).toEqual([expect.stringMatching(/^shard 0 died 2 s after .* its 20 users are missing from then on$/)])
  expect(stops).toEqual([])
  at(3).ledger.onDeath(1, 'ended by SIGKILL')
  expect(stops).toEqual([{ kind: 'broken', reason: NO_SHARD_LEFT }])
  const { events, end } = await stored('shard-died')
  expect(events).toMatchObject([
    { shard: 0, users: 20 },
    { shard: 1, users: 20 },
  ])
  expect(end?.shardDeaths).toHaveLength(2)
})

it('tells a silence at once, writes it down when it is over, and names who does not come back', async () => {
  const { at, notes, stored } = recorded()
  for (const shard of [0, 1]) at(1).ledger.onBeat(shard, beat(20))
  for (let second = 2; second <= 40; second++) {
    at(second).ledger.onBeat(0, { ...beat(20), runUs: second * 1_000_000 })
    const hopeless = at(second).hopeless()
    expect(hopeless.map(({ shard }) => shard)).toEqual(second > 37 ? [1] : [])
  }
  expect(notes).toEqual(['shard 1 (20 users) has said nothing for 3 s'])
  at(41).ledger.onBeat(1, { ...beat(20), runUs: 41_000_000 })
  const silence = { shard: 1, fromUs: 1_000_000, toUs: 41_000_000, users: 20 }
  const { events, end } = await stored('shard-silent')
  expect(events).toEqual([{ kind: 'shard-silent', ...silence }])
  expect(end?.silences).toEqual([silence])
})

// What recording costs without a run around it: samples of polls from the shard's batch through what a channel does to them to the
// parent's book and, once a second, to the run's folder. The pipe between the processes is not in it.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { DueSeconds } from '../../dist/engine/due-seconds.js'
import { RunWriter } from '../../dist/metrics/run-writer.js'
import { SampleBatch } from '../../dist/metrics/sample-batch.js'
import { Ledger } from '../../dist/run/ledger.js'
import { DropWatch } from '../../dist/verdict/drop-watch.js'
import { SilenceWatch } from '../../dist/verdict/silence-watch.js'
import { folderOfOurs } from '../ending.mjs'

const SHIPMENTS_A_SECOND = 5
const WARM_UP_S = 5
const NOTHING = () => undefined

/** CPU microseconds of recording a poll, at so many a second over so many seconds of run time; a poll leaves three samples. */
export const recordingAlone = (pollsPerSec, seconds) => {
  const folder = folderOfOurs('recording')
  const writer = new RunWriter(join(folder, 'run'), { profile: { accounts: {} } })
  const silence = new SilenceWatch({ shards: 0, plannedEndUs: 0, onGap: NOTHING })
  const drops = new DropWatch()
  const onDue = (second, count) => drops.due(second, count)
  const ledger = new Ledger({ nowUs: () => 0, silence, onDue, onSample: NOTHING, onExample: NOTHING, onDeath: NOTHING })
  const batch = new SampleBatch()
  const due = new DueSeconds()
  const samples = Array.from({ length: pollsPerSec }, (_, i) => samplesOfPoll((i / pollsPerSec) * 1e6)).flat()
  const aShipment = Math.ceil(samples.length / SHIPMENTS_A_SECOND)
  const recordSecond = () => {
    const before = process.cpuUsage()
    for (let from = 0; from < samples.length; from += aShipment) {
      for (let i = from; i < Math.min(from + aShipment, samples.length); i++) {
        if (samples[i].kind === 'request') due.add(samples[i].intendedUs)
        batch.push(samples[i])
      }
      ship(batch, due, ledger)
    }
    writer.seconds(ledger.book.flush())
    const { user, system } = process.cpuUsage(before)
    // Made once and moved on, so that making them is neither in the time nor in the garbage.
    for (const sample of samples) moveOn(sample)
    return user + system
  }
  try {
    for (let i = 0; i < WARM_UP_S; i++) recordSecond()
    let cpuUs = 0
    for (let i = 0; i < seconds; i++) cpuUs += recordSecond()
    return cpuUs / (pollsPerSec * seconds)
  } finally {
    writer.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const ship = (batch, due, ledger) => {
  const bytes = batch.take()
  if (!bytes) return
  const message = deserialize(serialize({ kind: 'samples', bytes, due: due.take() }))
  ledger.onSamples(0, message.bytes, message.due)
}

// As the engine leaves them: the poll's lag, the request, and what the person felt.
const samplesOfPoll = (atUs) => {
  const dueUs = Math.floor(atUs)
  const lagUs = Math.floor(Math.random() * 2_000)
  const endUs = dueUs + lagUs + 300 + Math.floor(Math.random() ** 4 * 20_000)
  const request = { kind: 'request', step: 5, outcome: 'ok', intendedUs: dueUs, sentUs: dueUs + lagUs, endUs }
  const rest = { bytesIn: 2_400, bytesOut: 420, jettyUs: 3_200, cassandraUs: 1_400, elasticsearchUs: -1, traceSeq: 0 }
  return [
    { kind: 'lag', intendedUs: dueUs, lagUs },
    { ...request, ...rest },
    { kind: 'felt', subject: 1, ok: true, startUs: dueUs, endUs },
  ]
}

const moveOn = (sample) => {
  for (const time of ['intendedUs', 'sentUs', 'startUs', 'endUs']) if (time in sample) sample[time] += 1e6
}

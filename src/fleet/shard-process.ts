import { monotonicClock } from '../base/clock.js'
import { ShardLoop } from '../engine/shard-loop.js'
import { SampleBatch } from '../metrics/sample-batch.js'
import type { Beat, FromShard, ShardPlan, ToShard } from './messages.js'
import { type PreparedShard, prepareShard } from './prepared-shard.js'
import { ProcessHealthMeter } from './process-health.js'

// A process that runs the users of one shard. It is told what to do by its parent and ends with it, however the parent ends.

const SHIP_EVERY_MS = 200
const BEAT_EVERY_MS = 1_000

let prepared: PreparedShard | undefined
let loop: ShardLoop | undefined
let isStopAsked = false

const tell = (message: FromShard, then: () => void = () => undefined): void => {
  if (process.connected) process.send?.(message, undefined, undefined, then)
}

const prepare = async (plan: ShardPlan): Promise<void> => {
  try {
    prepared = await prepareShard(plan, monotonicClock)
    tell({ kind: 'ready' })
  } catch (error) {
    tell({ kind: 'refused', message: error instanceof Error ? error.message : String(error) })
  }
}

const start = async ({ options, transport, opened, onExample }: PreparedShard, epochUs: number): Promise<void> => {
  const batch = new SampleBatch()
  const health = new ProcessHealthMeter()
  onExample((failure, example) => tell({ kind: 'example', failure, example }))
  const running = new ShardLoop({ ...options, epochUs, sink: (sample) => batch.push(sample) })
  loop = running
  const ship = (): void => {
    const bytes = batch.take()
    // Copied into the message before this returns, so that the batch may go on in the same buffer.
    if (bytes) tell({ kind: 'samples', bytes, due: running.takeDue() })
  }
  const beat = (): void => tell({ kind: 'beat', beat: beatOf(running, { transport, opened, health }) })
  const timers = [setInterval(ship, SHIP_EVERY_MS), setInterval(beat, BEAT_EVERY_MS)]
  if (isStopAsked) running.stop()
  await running.run()
  for (const timer of timers) clearInterval(timer)
  transport.close()
  ship()
  beat()
  const { resent } = transport.counters
  tell({ kind: 'done', total: { arrived: running.counts.arrived, resent, ...running.ledger } }, () => process.exit(0))
}

interface Meters extends Pick<PreparedShard, 'transport' | 'opened'> {
  readonly health: ProcessHealthMeter
}

const beatOf = (running: ShardLoop, { transport, opened, health }: Meters): Beat => {
  const came = opened.take()
  const { arrived, active, loggedIn } = running.counts
  const { openConnections, fullHandshakes, resumedHandshakes } = transport.counters
  return {
    runUs: running.nowUs(),
    arrived,
    active,
    loggedIn,
    openConnections,
    fullHandshakes,
    resumedHandshakes,
    ...(came && { opened: came }),
    ...health.take(),
  }
}

process.on('message', (message: ToShard) => {
  switch (message.kind) {
    case 'prepare':
      return void prepare(message.plan)
    case 'start':
      return void (prepared && start(prepared, message.epochUs))
    case 'steer':
      // The loop naps for less than a change is told ahead of its time.
      return prepared?.roster?.steer(message.steering)
    case 'stop':
      // It can come before the start.
      isStopAsked = true
      return loop?.stop()
  }
})
process.on('disconnect', () => process.exit(0))
// A script that throws, the user's own included, must not pass for a quiet end.
process.on('uncaughtException', (error) =>
  tell({ kind: 'crashed', message: error instanceof Error ? error.message : String(error) }, () => process.exit(1)),
)
// Ctrl-C reaches the whole foreground group; what follows from it is the parent's to say.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

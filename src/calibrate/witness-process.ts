import autocannon from 'autocannon'
import type { FromWitness, WitnessOrder } from './witness-messages.js'

// A process in which autocannon asks in a closed loop. It is told what to do by its parent and ends with it.

const tell = (message: FromWitness): Promise<void> =>
  new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()))

const shoot = async ({ warmUpSec, seconds, ...options }: WitnessOrder): Promise<void> => {
  await autocannon({ ...options, duration: warmUpSec })
  await tell({ kind: 'warm' })
  const before = process.cpuUsage()
  const { requests, errors, non2xx, duration } = await autocannon({ ...options, duration: seconds })
  const { user, system } = process.cpuUsage(before)
  const answered = requests.total - non2xx
  await tell({ kind: 'done', answered, failed: errors + non2xx, seconds: duration, cpuUs: user + system })
  process.exit(0)
}

process.on('message', (order: WitnessOrder) => void shoot(order))
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole foreground group; what follows from it is the parent's to say.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

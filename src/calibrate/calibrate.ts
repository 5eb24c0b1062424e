import { join } from 'node:path'
import { scheduleInBatches } from '../fleet/batch-scheduling.js'
import type { Calibration, Round } from '../preflight/calibration.js'
import { machineHere } from '../preflight/this-machine.js'
import type { Nginx } from '../rehearsal/find-nginx.js'
import type { StopSwitch } from '../run/run-options.js'
import { Stack } from '../servers/stack.js'
import { engineRound } from './engine-round.js'
import { startStaticFront } from './static-front.js'
import { witnessRound } from './witness-round.js'

/** What is to be measured, and with what. */
export interface CalibrateOptions {
  readonly tls: boolean
  /** Of each round. */
  readonly seconds: number
  /** Of each client. */
  readonly processes: number
  readonly toolVersion: string
  readonly nginx: Nginx
  onRound(round: {
    readonly client: Client
    readonly number: number
    readonly of: number
    readonly perSec: number
  }): void
}

const CLIENTS = ['engine', 'witness'] as const
export type Client = (typeof CLIENTS)[number]

/** Each client has as many: with three the middle one is none that something else disturbed. */
export const ROUNDS = 3
/** Of each process: enough that it always has something to do. */
const CONNECTIONS = 50

/**
 * The generator's ceiling on this machine: engine and witness in turn against an nginx that answers by itself. Undefined when it
 * was stopped; throws a PreflightError when it cannot be measured. Nothing it started is left when it returns.
 */
export const calibrate = async (options: CalibrateOptions, stop: StopSwitch): Promise<Calibration | undefined> => {
  const { tls, seconds, processes, toolVersion, nginx } = options
  let isStopped = false
  stop.onStop(() => {
    isStopped = true
  })
  const here = machineHere()
  // As a run's.
  scheduleInBatches()
  const stack = await Stack.open()
  try {
    const plan = { tls, connections: processes * CONNECTIONS, cores: here.machine.cores }
    const front = await startStaticFront(nginx, stack, plan)
    const rounds: Readonly<Record<Client, Round[]>> = { engine: [], witness: [] }
    for (let number = 1; number <= ROUNDS * CLIENTS.length; number++) {
      if (isStopped) return undefined
      const client = CLIENTS[(number - 1) % CLIENTS.length] ?? 'engine'
      const folder = join(stack.folder, `round-${number}`)
      const order = { front, processes, connections: CONNECTIONS, seconds, folder }
      const round = await (client === 'engine' ? engineRound(order, stop) : witnessRound(order, stack.folder, stop))
      if (!round) return undefined
      rounds[client].push(round)
      options.onRound({ client, number, of: ROUNDS * CLIENTS.length, perSec: round.perSec })
    }
    const at = new Date().toISOString()
    return { at, tool: toolVersion, ...here, processes, connections: CONNECTIONS, roundSec: seconds, ...rounds }
  } finally {
    await stack.stop()
  }
}

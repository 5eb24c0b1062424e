import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PreflightError } from '../base/errors.js'
import type { PartUsage } from '../metrics/run-record.js'
import type { Round } from '../preflight/calibration.js'
import { forkPart } from '../rehearsal/fork-part.js'
import type { OpenTarget } from '../run/open-target.js'
import type { StopSwitch } from '../run/run-options.js'
import { XHR_HEADERS } from '../scenarios/headers.js'
import { lastLine } from '../servers/last-line.js'
import { StackProcess } from '../servers/stack-process.js'
import { HOME_TIMELINE } from '../tatami/routes.js'
import { CoreWatch } from './core-watch.js'
import { type RoundOrder, WARM_UP_SEC } from './round-order.js'
import type { FromWitness, WitnessOrder } from './witness-messages.js'

const ENTRY = fileURLToPath(new URL('./witness-process.js', import.meta.url))
const STOP_WITHIN_MS = 1_000

/**
 * The same closed loop by autocannon, in as many processes with as many connections; undefined when it was stopped. Throws a
 * PreflightError when a process breaks.
 */
export const witnessRound = async (
  { front, folder, processes, connections, seconds }: RoundOrder,
  stackFolder: string,
  stop: StopSwitch,
): Promise<Round | undefined> => {
  await mkdir(folder)
  const order = { ...requestTo(front), connections, warmUpSec: WARM_UP_SEC, seconds }
  const cores = new CoreWatch()
  let before: readonly PartUsage[] = []
  const witnesses = Array.from(
    { length: processes },
    (_, i) => new Witness(join(folder, `${i}.err`), stackFolder, order),
  )
  const stopped = new Promise<undefined>((resolve) => stop.onStop(() => resolve(undefined)))
  const broken = front.died.then((reason) => {
    throw new PreflightError(`the calibration broke off: ${reason}`)
  })
  const measured = async (): Promise<readonly Done[]> => {
    await Promise.race([Promise.all(witnesses.map(({ warm }) => warm)), ...witnesses.map(({ done }) => done)])
    cores.begin()
    before = await front.usage()
    return Promise.all(witnesses.map(({ done }) => done))
  }
  try {
    const all = await Promise.race([measured(), stopped, broken])
    return all && roundOf(all, cores, before, await front.usage())
  } finally {
    await Promise.all(witnesses.map((witness) => witness.stop()))
  }
}

type Done = Extract<FromWitness, { kind: 'done' }>

class Witness {
  readonly warm: Promise<void>
  /** Rejects with a PreflightError when the process ends before it is done. */
  readonly done: Promise<Done>
  readonly #process: StackProcess

  constructor(errors: string, stackFolder: string, order: WitnessOrder) {
    const child = forkPart(ENTRY, stackFolder, errors)
    this.#process = new StackProcess('autocannon', child)
    this.warm = new Promise((resolve) => {
      child.on('message', ({ kind }: FromWitness) => kind === 'warm' && resolve())
    })
    const told = new Promise<Done>((resolve) => {
      child.on('message', (message: FromWitness) => message.kind === 'done' && resolve(message))
    })
    const broken = this.#process.exited.then((cause) => {
      throw new PreflightError(`the calibration broke off: ${lastLine(errors, /Error/) ?? cause}`)
    })
    this.done = Promise.race([told, broken])
    this.done.catch(() => undefined)
    child.send(order, () => undefined)
  }

  stop(): Promise<void> {
    return this.#process.stop(STOP_WITHIN_MS)
  }
}

const requestTo = ({ fronts, tls }: OpenTarget): Pick<WitnessOrder, 'url' | 'headers' | 'servername'> => {
  const { host = '', address = '', port = 0 } = fronts[0] ?? {}
  // The same as the engine's users send.
  const lines = XHR_HEADERS.split('\r\n').filter((line) => line !== '')
  const headers = Object.fromEntries(lines.map((line) => line.split(': ', 2)))
  return {
    url: `${tls ? 'https' : 'http'}://${address}:${port}${HOME_TIMELINE}`,
    headers: { ...headers, Host: host },
    ...(tls && { servername: host.split(':')[0] ?? host }),
  }
}

const roundOf = (
  all: readonly Done[],
  cores: CoreWatch,
  before: readonly PartUsage[],
  after: readonly PartUsage[],
): Round => {
  const sum = (of: (done: Done) => number): number => all.reduce((total, done) => total + of(done), 0)
  const answered = sum((done) => done.answered)
  if (answered === 0)
    throw new PreflightError(`the calibration got no answer: autocannon counts ${sum(({ failed }) => failed)} failures`)
  const [from, to] = [before[0], after[0]]
  return {
    perSec: sum((done) => done.answered / done.seconds),
    clientCpuUs: sum(({ cpuUs }) => cpuUs) / answered,
    nginxCpuUs: from && to ? (to.cpuUs - from.cpuUs) / answered : null,
    failed: sum(({ failed }) => failed),
    ...cores.end(),
  }
}

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PreflightError } from '../base/errors.js'
import type { PartUsage } from '../metrics/run-record.js'
import type { Round } from '../preflight/calibration.js'
import type { OpenTarget } from '../run/open-target.js'
import type { StopSwitch } from '../run/run-options.js'
import { XHR_HEADERS } from '../scenarios/headers.js'
import { HOME_TIMELINE } from '../tatami/routes.js'
import { CoreWatch } from './core-watch.js'
import { type RoundOrder, WARM_UP_SEC } from './round-order.js'
import { type Done, Witness } from './witness.js'
import type { WitnessOrder } from './witness-messages.js'

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
    (_, i) => new Witness(join(folder, `${i}.err`), stackFolder, order, 'the calibration'),
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

import { monotonicClock } from '../base/clock.js'
import type { Fleet } from '../fleet/coordinator.js'
import type { Unwritten } from '../metrics/run-files.js'
import type { PartUsage, RunStop } from '../metrics/run-record.js'
import { arrivalsBy } from '../schedule/arrivals.js'
import { Ending } from './ending.js'
import { Helm } from './helm.js'
import type { RunOptions, StopSwitch } from './run-options.js'
import { RunRecorder } from './run-recorder.js'
import { type FleetOptions, isAskedToEnd, startedFleet } from './started-fleet.js'

// Every shard must have heard of the epoch before it comes.
const HEAD_START_US = 250_000

/** What is measured, and where it is written. */
export interface MeasureOptions extends FleetOptions, Pick<RunOptions, 'outDir' | 'observer'> {
  /** Users are about to be sent: from now on there may be posts. */
  readonly onStart?: () => void
}

/** How a run ended. */
export interface Ended {
  /** Why. */
  readonly stop: RunStop
  /** What its folder lacks, most often nothing. */
  readonly unwritten: Unwritten
}

/** Sends the users and writes down what comes of it, until the last one is gone. */
export const measure = async (options: MeasureOptions, stop: StopSwitch): Promise<Ended> => {
  const { target, observer } = options
  let epochUs = Number.POSITIVE_INFINITY
  const nowUs = (): number => Math.max(0, monotonicClock.nowUs() - epochUs)
  const ending = new Ending(nowUs)
  const recorder = new RunRecorder({
    ...options,
    ...target.requestSources,
    statusPages: target.statusPages,
    nodeReaders: target.nodeReaders,
    nowUs,
    onNote: (text) => observer.note(text),
    onReasonToStop: ending.ask,
  })
  const begin = (): number => {
    epochUs = monotonicClock.nowUs() + HEAD_START_US
    return epochUs
  }
  try {
    await recorder.tiers.start()
    stop.onStop(() => ending.ask({ kind: 'interrupted' }))
    return await measured(options, { recorder, ending, nowUs, begin })
  } finally {
    await recorder.close()
  }
}

/** What keeps the record of a run, and its clock. */
interface Keeping {
  readonly recorder: RunRecorder
  readonly ending: Ending
  readonly nowUs: () => number
  /** Sets the moment, soon, from which run time counts; monotonic clock, microseconds. */
  readonly begin: () => number
}

const measured = async (options: MeasureOptions, keeping: Keeping): Promise<Ended> => {
  const { recorder, ending } = keeping
  const fleet = await startedFleet(options, recorder.ledger).catch((error: unknown) => {
    // A Ctrl-C goes to the whole group, and ends shards that still load: then it is why the run ends, not they. Of their end this process
    // may hear before its own signal.
    if (isAskedToEnd(error)) ending.ask({ kind: 'interrupted' })
    if (ending.stop.kind !== 'interrupted') throw error
  })
  if (fleet === undefined) return finish({ ...options, before: [] }, recorder, ending, 0)
  try {
    return await watched(options, fleet, keeping)
  } finally {
    // Where something threw, there are shards that nobody would end.
    fleet.kill()
    await fleet.finished
  }
}

const watched = async (options: MeasureOptions, fleet: Fleet, keeping: Keeping): Promise<Ended> => {
  const { target, observer } = options
  const { recorder, ending, nowUs, begin } = keeping
  ending.onAsked((asked) => {
    recorder.stopAsked(asked)
    fleet.stop()
  })
  void target.died.then((reason) => ending.ask({ kind: 'broken', reason }))
  const before = await target.usage()
  if (!(await recorder.front.begin())) observer.note(UNREADABLE)
  await Promise.all([recorder.nodes.start(), recorder.riemann.start()])
  const epochUs = begin()
  target.setEpoch(epochUs)
  recorder.begin()
  options.onStart?.()
  fleet.start(epochUs)
  observer.started(target.meta, options.meta.stages)
  options.pilot?.begin(options.meta)
  const helm = options.pilot && new Helm(options.pilot, { fleet, recorder, nowUs })
  const ticker = setInterval(() => {
    for (const { shard, cause } of recorder.hopeless()) fleet.dismiss(shard, cause)
    const state = recorder.second()
    observer.second(state)
    helm?.second(state)
  }, 1_000)
  try {
    await fleet.finished
  } finally {
    clearInterval(ticker)
  }
  return finish({ ...options, before, helm }, recorder, ending, nowUs())
}

const UNREADABLE =
  "nginx's status page could not be read (tiers.nginxStatus), so what was sent will not be checked against its count"

interface Finished extends MeasureOptions {
  readonly before: readonly PartUsage[]
  readonly helm?: Helm | undefined
}

const finish = async (
  { meta, target, observer, before, helm }: Finished,
  recorder: RunRecorder,
  ending: Ending,
  endUs: number,
): Promise<Ended> => {
  const startMs = Date.now() - endUs / 1_000
  await Promise.all([recorder.riemann.end(), recorder.tiers.drain(), recorder.nodes.stop()])
  const queried = await Promise.all(target.queries.map((query) => query.spans({ startMs, endUs })))
  for (const span of queried.flat()) recorder.ledger.book.recordNode(span)
  const front = await recorder.front.end()
  const parts = (await target.usage()).map((part, i) => ({ ...part, cpuUs: part.cpuUs - (before[i]?.cpuUs ?? 0) }))
  observer.second(recorder.second())
  await recorder.riemann.close()
  const { ramp, users } = meta.profile
  // Who was due in the very moment of the end was not to arrive any more.
  const untilUs = Math.min(ending.askedAtUs ?? endUs, endUs)
  const planned = helm ? helm.arrivalsBefore(untilUs) : arrivalsBy(ramp, users, untilUs - 1)
  ending.close()
  const unwritten = recorder.end({
    stop: ending.stop,
    endUs,
    arrivals: { planned, started: recorder.ledger.arrived },
    parts,
    ...(front && { front }),
  })
  observer.finished()
  return { stop: ending.stop, unwritten }
}

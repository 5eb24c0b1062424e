import { PreflightError } from '../base/errors.js'
import { foldSeconds, readRun, type StoredRun } from '../metrics/run-reader.js'
import { RUN_SCHEMA, type RunMeta } from '../metrics/run-record.js'
import type { Round } from '../preflight/calibration.js'
import { measure } from '../run/measure.js'
import type { RunObserver, StopSwitch } from '../run/run-options.js'
import { STEPS } from '../scenarios/index.js'
import { FELT_SUBJECTS } from '../scenarios/scenario.js'
import { stagesOf } from '../schedule/stages.js'
import { missingTexts } from '../verdict/missing-users.js'
import { closedLoopProfile } from './closed-loop-profile.js'
import { CoreWatch } from './core-watch.js'
import { LoopFold } from './loop-fold.js'
import { type RoundOrder, WARM_UP_SEC } from './round-order.js'

/**
 * A closed loop by the engine itself, in shard processes, with everything recorded as in a run; undefined when it was stopped.
 * Throws a PreflightError when it broke.
 */
export const engineRound = async (order: RoundOrder, stop: StopSwitch): Promise<Round | undefined> => {
  const { front, folder, seconds } = order
  const cores = new CoreWatch()
  const { stop: ended, unwritten } = await measure(
    {
      outDir: folder,
      meta: metaOf(order),
      runId: '0',
      target: front,
      journey: 'closed-loop',
      observer: beginning(cores),
    },
    stop,
  )
  const figures = cores.end()
  if (ended.kind === 'interrupted') return undefined
  if (ended.kind !== 'finished') throw new PreflightError(`the calibration broke off: ${ended.reason}`)
  const stored = await readRun(folder, unwritten)
  const { end } = stored
  const missing = missingTexts(end?.shardDeaths ?? [], end?.silences ?? [])
  if (missing.length > 0) throw new PreflightError(`the calibration broke off: ${missing.join('; ')}`)
  const fold = new LoopFold(WARM_UP_SEC, WARM_UP_SEC + seconds)
  await foldSeconds(folder, (record) => fold.add(record), unwritten)
  const { perSec, cores: clientCores, answered, failed } = fold
  if (perSec === 0) throw new PreflightError(`the calibration got no answer: ${failureIn(stored)}`)
  const nginx = end?.parts[0]
  return {
    perSec,
    clientCpuUs: (clientCores * 1_000_000) / perSec,
    nginxCpuUs: nginx ? nginx.cpuUs / answered : null,
    failed,
    ...figures,
  }
}

const metaOf = ({ front, processes, connections, seconds }: RoundOrder): RunMeta => {
  const profile = closedLoopProfile(processes * connections, (WARM_UP_SEC + seconds) * 1_000_000)
  return {
    schema: RUN_SCHEMA,
    // Nobody reads it: the folder goes with the stack.
    tool: { version: '', node: process.version },
    startedAt: new Date().toISOString(),
    profile,
    seed: profile.seed,
    tags: {},
    stages: stagesOf(profile),
    target: front.meta,
    shards: processes,
    steps: STEPS.map(({ name, scenario }) => ({ name, scenario })),
    subjects: FELT_SUBJECTS,
  }
}

const beginning = (cores: CoreWatch): RunObserver => {
  cores.begin()
  return {
    note: () => undefined,
    planned: () => undefined,
    started: () => undefined,
    // The last one before the counted seconds is the one to count from.
    second: ({ runUs }) => {
      if (runUs < WARM_UP_SEC * 1_000_000) cores.begin()
    },
    finished: () => undefined,
  }
}

const failureIn = ({ examples }: StoredRun): string => Object.values(examples)[0]?.[0]?.message ?? 'nobody said why'

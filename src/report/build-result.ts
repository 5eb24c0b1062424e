import { distributionOf } from '../metrics/distribution.js'
import type { PlatformEvent } from '../metrics/riemann-record.js'
import { ColumnFold } from '../metrics/run-columns.js'
import type { Unwritten } from '../metrics/run-files.js'
import { RunFold } from '../metrics/run-fold.js'
import { foldSeconds, readRun, type StoredRun } from '../metrics/run-reader.js'
import type { ShardDeath, ShardSilence } from '../metrics/run-record.js'
import type { SecondRecord } from '../metrics/second-record.js'
import { lagLimitUs } from '../verdict/lag-limit.js'
import { objectivesOf } from '../verdict/objectives-of.js'
import { SloMeter } from '../verdict/slo-meter.js'
import { assumptionsOf } from './assumptions.js'
import { connectionReport } from './connection-rows.js'
import { nodeRows } from './node-rows.js'
import { operationCountsOf } from './operation-counts-of.js'
import { RecordHashes } from './record-files.js'
import { RESULT_SCHEMA, type Result } from './result.js'
import { healthOf } from './result-health.js'
import { errorRows, reconciliationOf, requestCounts, scenarioRows, stepRows } from './result-rows.js'
import { type Judged, judge } from './result-verdict.js'
import { serverClocks } from './server-clocks.js'
import { evidenceRows, tierRows } from './tier-rows.js'

/** How a result is built. */
export interface ResultOptions {
  /** An SLO met on too few samples is inconclusive, as it is when the run was strict. */
  readonly strict: boolean
  /** What the folder lacks; without it the folder is all there is. */
  readonly unwritten?: Unwritten
}

/** A run's result from its folder, also of a run that was cut. Throws a UsageError when the folder holds no run. */
export const buildResult = async (dir: string, { strict, unwritten }: ResultOptions): Promise<Result> => {
  const hashes = new RecordHashes()
  const run = await readRun(dir, unwritten, hashes.see)
  const objectives = objectivesOf(run.meta, run.end?.endUs)
  const meters = objectives.map((objective) => new SloMeter(objective, run.meta.seed))
  const fold = new RunFold(run.events.find((event) => event.kind === 'stop')?.atUs)
  const columns = new ColumnFold(run.meta.steps)
  const add = (record: SecondRecord): void => {
    fold.add(record)
    columns.add(record)
    for (const meter of meters) meter.add(record)
  }
  const { damaged } = await foldSeconds(dir, add, unwritten, hashes.see)
  const counted = countedOf(run, fold, lagLimitUs(objectives))
  const slos = meters.map((meter) => meter.result(fold))
  const isStrict = strict || run.meta.profile.strict === true
  const record = hashes.files(unwritten)
  const verdict = judge({ run, fold, counted, objectives, slos, damagedLines: damaged, strict: isStrict })
  return { ...identityOf(run, fold), ...counted, ...verdict, columns: columns.columns(), record }
}

type Identity = Omit<Result, keyof Judged['counted'] | 'verdict' | 'warnings' | 'crossChecks' | 'columns' | 'record'>

const identityOf = ({ meta, end }: StoredRun, fold: RunFold): Identity => ({
  schema: RESULT_SCHEMA,
  tool: meta.tool,
  profile: meta.profile.name,
  plan: {
    tatamiVersion: meta.profile.tatamiVersion,
    ramp: meta.profile.ramp,
    holdUs: meta.profile.holdUs,
    rampDownUs: meta.profile.rampDownUs,
    faults: meta.target.kind === 'rehearsal' ? meta.profile.rehearsal.faults : [],
  },
  seed: meta.seed,
  assumptions: assumptionsOf(meta),
  command: meta.command ?? null,
  environment: meta.environment ?? {},
  tags: meta.tags,
  startedAt: meta.startedAt,
  durationUs: end?.endUs ?? fold.endUs,
  stop: end?.stop ?? { kind: 'cut' },
  stages: meta.stages,
  target: meta.target,
})

const countedOf = (run: StoredRun, fold: RunFold, lagLimit: number): Judged['counted'] => {
  const { meta, end, events, examples } = run
  const { totals, health } = fold
  const timeline = fold.timeline.points()
  const hold = meta.stages.find(({ name }) => name === 'hold')
  return {
    users: {
      planned: meta.profile.users,
      peak: Math.max(end?.peakUsers ?? 0, fold.users.peak),
      meanHold: (hold && fold.users.mean(hold.fromUs, hold.toUs)?.mean) ?? null,
    },
    requests: requestCounts(totals, end?.ledger ?? null),
    steps: stepRows(totals, meta),
    scenarios: scenarioRows(totals, meta),
    tiers: tierRows(totals, meta.steps, end?.nginxLog?.basis),
    reconciliation: reconciliationOf(totals),
    tierEvidence: evidenceRows(totals),
    nodes: nodeRows(fold.nodes.nodes),
    operations: operationCountsOf(run, fold),
    events: events.flatMap((event) => (event.kind === 'platform' ? platformEvent(event) : [])),
    riemann: end?.riemann ?? null,
    clocks: serverClocks(end),
    errors: errorRows(totals, examples),
    connections: connectionReport(totals.opened, timeline),
    generator: {
      shards: meta.shards,
      shardDeaths: end?.shardDeaths ?? events.flatMap((event) => (event.kind === 'shard-died' ? death(event) : [])),
      silences: end
        ? (end.silences ?? [])
        : events.flatMap((event) => (event.kind === 'shard-silent' ? silence(event) : [])),
      lag: distributionOf(totals.lag),
      lagLimitUs: lagLimit,
      cpuSeconds: health.spent.cpuSeconds,
      rssBytes: health.spent.rssBytes,
      handshakes: end?.handshakes ?? null,
      joiner: end?.joiner ?? null,
      health: healthOf(fold, timeline, meta, lagLimit),
    },
    parts: end?.parts ?? [],
    timeline,
  }
}

const death = ({ shard, atUs, cause, users }: ShardDeath): ShardDeath => ({
  ...{ shard, atUs, cause },
  ...(users !== undefined && { users }),
})

const silence = ({ shard, fromUs, toUs, users }: ShardSilence): ShardSilence => ({ shard, fromUs, toUs, users })

const platformEvent = ({ atUs, host, service, state, description, isNewHost }: PlatformEvent): PlatformEvent => ({
  ...{ atUs, host, service, state, description },
  ...(isNewHost && { isNewHost }),
})

import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Problem, UsageError } from '../base/errors.js'
import type { Unwritten } from '../metrics/run-files.js'
import { analysisOf } from './analysis.js'
import { CAPACITY_SCHEMA, type CapacityResult, type CapacityRun } from './capacity-result.js'
import { verdictOf } from './capacity-verdict.js'
import type { LimitQuestion } from './plan/node-limits.js'
import { planRulesOf } from './plan/parse-plan-rule.js'
import { parseWhatIf } from './plan/what-if.js'
import { endOf, isCutShort, type ReadSteps, readSteps, triedIn, wasStopped } from './read-steps.js'
import { nodesOf, requireAlike } from './runs-together.js'
import { scalingOfNodes } from './scaling-of-nodes.js'
import { scalingOf, smallestLimit } from './scaling-of-steps.js'
import { limitOf } from './search.js'
import { WITNESS_FILE, witnessSchema } from './witness/witness-record.js'

/** What of a result is not in the folders. */
export interface CapacityOptions {
  /** Absent: as the search was asked. */
  readonly targetUsers?: number | undefined
  /** Changes of the platform to ask the model about, and what the node plan keeps in reserve; absent: as the search was asked. */
  readonly whatIf?: readonly string[] | undefined
  readonly planRules?: readonly string[] | undefined
  readonly unwritten?: Unwritten
}

/** Users that the platform is to hold on the day when nobody says otherwise. */
export const DEFAULT_TARGET_USERS = 160_000

/**
 * The capacity by one search, or by runs and searches made before, of the nodes that the first of them had. Throws a UsageError when a
 * folder holds no run, and for runs that say nothing together.
 */
export const buildCapacity = async (
  dirs: readonly string[],
  options: CapacityOptions = {},
): Promise<CapacityResult> => {
  const reads: ReadSteps[] = []
  for (const [run, dir] of dirs.entries()) reads.push(await readSteps(dir, run, options.unwritten))
  const [first] = reads
  if (!first) throw new UsageError([{ path: '--from', value: '', remedy: 'name the folder of at least one run' }])
  const { varied } = requireAlike(reads)
  const nodes = varied && nodesOf(first, varied)
  const own = varied ? reads.filter((read) => nodesOf(read, varied) === nodes) : reads
  const byNodes = varied && nodes !== undefined ? scalingOfNodes(reads, varied, nodes) : undefined
  return {
    ...capacityOf(first, own, options, byNodes?.worth && { [byNodes.nodeScaling.tier]: byNodes.worth }),
    runs: reads.map(runOf),
    ...(byNodes && { nodeScaling: byNodes.nodeScaling }),
    ...(dirs.length === 1 && first.stored.meta.search && witnessIn(first.dir)),
  }
}

const capacityOf = (
  { stored: { meta } }: ReadSteps,
  reads: readonly ReadSteps[],
  { targetUsers = meta.search?.targetUsers ?? DEFAULT_TARGET_USERS, whatIf, planRules }: CapacityOptions,
  worth: LimitQuestion['worth'],
): Omit<CapacityResult, 'runs'> => {
  const inTurn = reads.flatMap((read) => read.steps)
  const steps = inTurn.toSorted((a, b) => a.planned - b.planned)
  const limit = limitOf(triedIn(inTurn))
  const [only, ...others] = reads
  const end = only && others.length === 0 ? endOf(only) : 'list-done'
  const analysis = analysisOf(steps, {
    targetUsers,
    ...{ held: limit.held, missed: limit.missed },
    whatIf: (whatIf ?? meta.search?.whatIf ?? []).map((text) => parsed(parseWhatIf(text))),
    rules: parsed(planRulesOf(planRules ?? meta.search?.planRules ?? [])),
    worth,
    isTargetHardware: meta.target.kind === 'external',
  })
  const scaling = scalingOf(steps.filter(({ outcome }) => outcome !== 'invalid').map(({ measured }) => measured))
  const capacity = smallestLimit(limit.held, scaling)
  return {
    ...{ schema: CAPACITY_SCHEMA, tool: meta.tool, slos: meta.profile.slos, targetUsers },
    verdict: verdictOf({
      ...{ steps, limit, end, capacity, analysis, targetUsers },
      broken: reads.flatMap(flawsOf),
      interrupted: reads.some(isCutShort) ? 'midway' : reads.some(wasStopped) ? 'afterwards' : 'no',
    }),
    ...{ limit, end, steps, scaling },
    ...(capacity && { capacity }),
    ...(analysis && { analysis }),
  }
}

const parsed = <T extends object>(value: T | Problem): T => {
  if (isProblem(value)) throw new UsageError([value])
  return value
}

const isProblem = (value: object): value is Problem => 'remedy' in value

// A search is worth as much without: a file that is missing or no record is none.
const witnessIn = (dir: string): Pick<CapacityResult, 'witness'> => {
  try {
    return { witness: witnessSchema.parse(JSON.parse(readFileSync(join(dir, WITNESS_FILE), 'utf8'))) }
  } catch {
    return {}
  }
}

const flawsOf = ({ stored: { end } }: ReadSteps): readonly string[] => [
  ...(end?.stop.kind === 'broken' ? [`the run broke off: ${end.stop.reason}`] : []),
  ...(end?.shardDeaths ?? []).map(({ shard, cause }) => `shard ${shard} of the generator ${cause}`),
]

const runOf = ({ stored: { meta, end }, dir, durationUs }: ReadSteps): CapacityRun => ({
  name: basename(dir),
  profile: meta.profile.name,
  startedAt: meta.startedAt,
  durationUs,
  seed: meta.seed,
  target: meta.target,
  stop: end?.stop ?? { kind: 'cut' },
  ...(meta.search && { search: meta.search }),
})

import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Problem, UsageError } from '../base/errors.js'
import type { Unwritten } from '../metrics/run-files.js'
import { foldSeconds, readRun, type StoredRun } from '../metrics/run-reader.js'
import type { SecondRecord } from '../metrics/second-record.js'
import { analysisOf } from './analysis.js'
import { CAPACITY_SCHEMA, type CapacityResult, type CapacityRun, type CapacityStep } from './capacity-result.js'
import { verdictOf } from './capacity-verdict.js'
import { capacityStepOf } from './measure-step.js'
import { planRulesOf } from './plan/parse-plan-rule.js'
import { parseWhatIf } from './plan/what-if.js'
import { scalingOf, smallestLimit } from './scaling-of-steps.js'
import { limitOf, nextMove, type SearchEnd, type TriedStep } from './search.js'
import { stepTermsOf } from './step-terms.js'
import type { StepSpan } from './weigh-step.js'
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

/** The capacity by one search, or by runs and searches made before. Throws a UsageError when a folder holds no run. */
export const buildCapacity = async (
  dirs: readonly string[],
  { targetUsers, whatIf, planRules, unwritten }: CapacityOptions = {},
): Promise<CapacityResult> => {
  const read: ReadSteps[] = []
  for (const [run, dir] of dirs.entries()) read.push(await readSteps(dir, run, unwritten))
  const runs = read.map(({ stored }) => stored)
  const [first] = runs
  if (!first) throw new UsageError([{ path: '--from', value: '', remedy: 'name the folder of at least one run' }])
  const inTurn = read.flatMap((one) => one.steps)
  const steps = inTurn.toSorted((a, b) => a.planned - b.planned)
  const target = targetUsers ?? first.meta.search?.targetUsers ?? DEFAULT_TARGET_USERS
  const tried = triedIn(inTurn)
  const limit = limitOf(tried)
  const end = endOf(runs, tried)
  const broken = runs.flatMap(flawsOf)
  const isTargetHardware = runs.every(({ meta }) => meta.target.kind === 'external')
  const analysis = analysisOf(steps, {
    targetUsers: target,
    held: limit.held,
    whatIf: (whatIf ?? first.meta.search?.whatIf ?? []).map((text) => parsed(parseWhatIf(text))),
    rules: parsed(planRulesOf(planRules ?? first.meta.search?.planRules ?? [])),
    isTargetHardware,
  })
  const scaling = scalingOf(steps.filter(({ outcome }) => outcome !== 'invalid').map(({ measured }) => measured))
  const capacity = smallestLimit(limit.held, scaling)
  return {
    schema: CAPACITY_SCHEMA,
    tool: first.meta.tool,
    runs: read.map(({ stored, dir, durationUs }) => runOf(stored, dir, durationUs)),
    slos: first.meta.profile.slos,
    targetUsers: target,
    verdict: verdictOf({
      ...{ steps, limit, end, broken, capacity, analysis },
      targetUsers: target,
      isInterrupted: runs.some(isInterrupted),
    }),
    limit,
    end,
    steps,
    ...(capacity && { capacity }),
    scaling,
    ...(analysis && { analysis }),
    ...(dirs.length === 1 && first.meta.search && witnessIn(dirs[0] ?? '')),
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

interface ReadSteps {
  readonly dir: string
  readonly stored: StoredRun
  readonly durationUs: number
  readonly steps: readonly CapacityStep[]
}

const readSteps = async (dir: string, run: number, unwritten: Unwritten | undefined): Promise<ReadSteps> => {
  const stored = await readRun(dir, unwritten)
  const spans = spansOf(stored)
  const records = spans.map((): SecondRecord[] => [])
  let lastSecond = 0
  await foldSeconds(
    dir,
    (record) => {
      lastSecond = Math.max(lastSecond, record.second + 1)
      const atUs = record.second * 1_000_000
      for (const [i, { rampFromUs, toUs }] of spans.entries())
        if (atUs >= rampFromUs && atUs < toUs) records[i]?.push(record)
    },
    unwritten,
  )
  const terms = stepTermsOf(stored.meta)
  const steps = spans.map((span, i) => capacityStepOf(records[i] ?? [], span, terms, { meta: stored.meta, run }))
  return { dir, stored, durationUs: stored.end?.endUs ?? lastSecond * 1_000_000, steps }
}

// A search remembers its steps; a run of one load is one step.
const spansOf = ({ meta, events, end }: StoredRun): readonly StepSpan[] => {
  if (meta.search) return events.flatMap((event) => (event.kind === 'step' ? [event] : [])).map(spanOf)
  const hold = meta.stages.find(({ name }) => name === 'hold')
  if (!hold) return []
  const stop = events.find((event) => event.kind === 'stop')?.atUs ?? Number.POSITIVE_INFINITY
  const toUs = Math.min(hold.toUs, stop, end?.endUs ?? hold.toUs)
  return toUs > hold.fromUs ? [{ users: meta.profile.users, rampFromUs: 0, fromUs: hold.fromUs, toUs }] : []
}

const spanOf = ({ users, rampFromUs, fromUs, toUs }: StepSpan): StepSpan => ({ users, rampFromUs, fromUs, toUs })

/** Steps of runs made apart come in any order, and say together where the limit lies. */
const triedIn = (steps: readonly CapacityStep[]): readonly TriedStep[] =>
  steps.map(({ planned, outcome }) => ({ users: planned, outcome }))

const endOf = (runs: readonly StoredRun[], tried: readonly TriedStep[]): SearchEnd | 'unfinished' => {
  const search = runs.length === 1 ? runs[0]?.meta.search : undefined
  if (!search) return 'list-done'
  const move = nextMove(search, tried)
  return move.kind === 'end' ? move.end : 'unfinished'
}

const flawsOf = ({ end }: StoredRun): readonly string[] => [
  ...(end?.stop.kind === 'broken' ? [`the run broke off: ${end.stop.reason}`] : []),
  ...(end?.shardDeaths ?? []).map(({ shard, cause }) => `shard ${shard} of the generator ${cause}`),
]

const isInterrupted = ({ end }: StoredRun): boolean => end === undefined || end.stop.kind === 'interrupted'

const runOf = ({ meta, end }: StoredRun, dir: string, durationUs: number): CapacityRun => ({
  name: basename(dir),
  profile: meta.profile.name,
  startedAt: meta.startedAt,
  durationUs,
  seed: meta.seed,
  target: meta.target,
  stop: end?.stop ?? { kind: 'cut' },
  ...(meta.search && { search: meta.search }),
})

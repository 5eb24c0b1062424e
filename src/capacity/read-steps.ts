import type { Unwritten } from '../metrics/run-files.js'
import { foldSeconds, readRun, type StoredRun } from '../metrics/run-reader.js'
import type { SecondRecord } from '../metrics/second-record.js'
import type { CapacityStep } from './capacity-result.js'
import { capacityStepOf } from './measure-step.js'
import { nextMove, type SearchEnd, type TriedStep } from './search.js'
import { stepTermsOf } from './step-terms.js'
import type { StepSpan } from './weigh-step.js'

/** A run or a search made before, with its steps in the order in which they were tried. */
export interface ReadSteps {
  readonly dir: string
  readonly stored: StoredRun
  readonly durationUs: number
  readonly steps: readonly CapacityStep[]
}

/** Reads the steps of a folder; `run`: its place among those that are read. Throws a UsageError when it holds no run. */
export const readSteps = async (dir: string, run: number, unwritten: Unwritten | undefined): Promise<ReadSteps> => {
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

/** Steps made apart come in any order, and say together where the limit lies. */
export const triedIn = (steps: readonly CapacityStep[]): readonly TriedStep[] =>
  steps.map(({ planned, outcome }) => ({ users: planned, outcome }))

/** Why a search ended, or that it did not; a run of one load has nothing more to try. */
export const endOf = ({ stored: { meta }, steps }: ReadSteps): SearchEnd | 'unfinished' => {
  if (!meta.search) return 'list-done'
  const move = nextMove(meta.search, triedIn(steps))
  return move.kind === 'end' ? move.end : 'unfinished'
}

/** Whether a signal or a cut kept a run from what it was made for: a search from its last step, a run from the end of its hold. */
export const isCutShort = (read: ReadSteps): boolean => {
  if (!wasStopped(read)) return false
  const { meta, events } = read.stored
  if (meta.search) return endOf(read) === 'unfinished'
  const stop = events.find((event) => event.kind === 'stop')
  const hold = meta.stages.find(({ name }) => name === 'hold')
  return hold === undefined || Math.min(stop?.atUs ?? read.durationUs, read.durationUs) < hold.toUs
}

/** Whether a signal or a cut ended a run, whenever that was. */
export const wasStopped = ({ stored: { end } }: ReadSteps): boolean =>
  end === undefined || end.stop.kind === 'interrupted'

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

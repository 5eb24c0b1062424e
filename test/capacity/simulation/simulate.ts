import { randomStream } from '../../../src/base/random.js'
import { type Habits, live, onlooker } from './people.js'
import { type Answered, Platform, type ServiceTime, type SimulatedTier } from './platform.js'
import { Timetable } from './timetable.js'

/** A platform and its people. */
export interface Scene {
  readonly tiers: Readonly<Record<string, SimulatedTier>>
  readonly service: ServiceTime
  readonly habits: Habits
  readonly users: number
  readonly seed: number
  readonly warmUpSec: number
  readonly measureSec: number
}

/** What was seen after the warm-up. */
export interface Seen {
  readonly throughputPerSec: number
  readonly response: Durations
  readonly byKind: ReadonlyMap<string, Durations>
  /** Mean of all requests. */
  readonly tierSec: ReadonlyMap<string, number>
  /** Operations of each request, mean. */
  readonly operations: ReadonlyMap<string, number>
  /** Share of all slots. */
  readonly busy: ReadonlyMap<string, number>
}

/** Durations of at least one request, seconds. */
export interface Durations {
  readonly count: number
  readonly meanSec: number
  /** Of a share from 0 to 1. */
  quantile(share: number): number
}

/** Lets people live on the platform, and tells what they waited for. */
export const simulate = (scene: Scene): Seen => {
  const { tiers, service, habits, users, seed, warmUpSec, measureSec } = scene
  const timetable = new Timetable()
  const platform = new Platform(timetable, randomStream(seed, 'platform'), service, tiers)
  const answers: Answered[] = []
  const told = (answered: Answered): void => {
    if (answered.endSec >= warmUpSec) answers.push(answered)
  }
  for (let user = 0; user < users; user++) live(onlooker(randomStream(seed, user), habits), timetable, platform, told)
  timetable.runUntil(warmUpSec)
  const before = new Map(Object.keys(tiers).map((name) => [name, platform.busySec(name)]))
  timetable.runUntil(warmUpSec + measureSec)
  const busyOf = ([name, { nodes, slots }]: [string, SimulatedTier]): readonly [string, number] => [
    name,
    (platform.busySec(name) - (before.get(name) ?? 0)) / (nodes * slots * measureSec),
  ]
  return { ...seenOf(answers, measureSec), busy: new Map(Object.entries(tiers).map(busyOf)) }
}

/** Durations in order, of which quantiles are read off. */
export const durationsOf = (seconds: readonly number[]): Durations => {
  const sorted = Float64Array.from(seconds).sort()
  return {
    count: sorted.length,
    meanSec: sorted.reduce((sum, sec) => sum + sec, 0) / sorted.length,
    quantile: (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN,
  }
}

const seenOf = (answers: readonly Answered[], measureSec: number): Omit<Seen, 'busy'> => {
  const kinds = new Map<string, number[]>()
  const tierSec = new Map<string, number>()
  const operations = new Map<string, number>()
  for (const { kind, dueSec, endSec, tierSec: spent } of answers) {
    const known = kinds.get(kind.name) ?? []
    kinds.set(kind.name, known)
    known.push(endSec - dueSec)
    for (const { tier, operations: some } of kind.visits)
      operations.set(tier, (operations.get(tier) ?? 0) + some / answers.length)
    for (const [tier, sec] of spent) tierSec.set(tier, (tierSec.get(tier) ?? 0) + sec / answers.length)
  }
  return {
    throughputPerSec: answers.length / measureSec,
    response: durationsOf(answers.map(({ dueSec, endSec }) => endSec - dueSec)),
    byKind: new Map([...kinds].map(([name, seconds]) => [name, durationsOf(seconds)])),
    tierSec,
    operations,
  }
}

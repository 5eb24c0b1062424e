import type { EventProfile } from '../profile/event-profile.js'
import { callOf } from '../scenarios/step-calls.js'
import type { ConnectionLoad } from './connection-load.js'
import { COSTS } from './costs.js'
import type { StepRate } from './request-rates.js'

/** A part of the run that takes CPU of this machine, in cores. */
export interface CpuPart {
  readonly part: 'generator' | 'nginx' | 'application nodes'
  readonly holdCores: number
  readonly peakCores: number
}

/** What the CPU of a run follows from. */
export interface CpuInput {
  readonly profile: EventProfile
  readonly steps: readonly StepRate[]
  readonly connections: ConnectionLoad
  readonly shards: number
  readonly tls: boolean
  /** This machine's cost of one exchange of `own-speed.ts`, microseconds. */
  readonly exchangeCpuUs: number
}

/** CPU with all users there and at the end of the ramp, scaled from the reference machine to this one. */
export const cpuLoad = (input: CpuInput): readonly CpuPart[] => {
  const hold = partsAt(input, 'hold')
  const peak = partsAt(input, 'peak')
  const parts: readonly CpuPart['part'][] =
    input.profile.target === undefined ? ['generator', 'nginx', 'application nodes'] : ['generator']
  return parts.map((part) => ({ part, holdCores: hold[part], peakCores: peak[part] }))
}

type Moment = 'hold' | 'peak'

const partsAt = (input: CpuInput, moment: Moment): Readonly<Record<CpuPart['part'], number>> => {
  const { polls, calls, files } = ratesAt(input.steps, moment)
  const openedPerSec = input.connections.openedPerSec[moment]
  const costs = input.tls ? COSTS.tls : COSTS.plain
  const growthUs = growth(input.connections.peak)
  const cores = (usPerSec: number) => (usPerSec / 1_000_000) * (input.exchangeCpuUs / COSTS.referenceExchangeUs)
  const generatorUs = polls * costs.generatorPollUs + (calls + files) * costs.generatorCallUs
  const wakingUs = input.shards * COSTS.shardUsPerSec + COSTS.parentUsPerSec
  const nginxUs = (polls + calls) * (costs.nginxRequestUs + growthUs) + files * COSTS.cachedRequestUs
  return {
    generator: cores(wakingUs + generatorUs + openedPerSec * costs.generatorConnectUs),
    nginx: cores(nginxUs + openedPerSec * costs.nginxConnectUs),
    'application nodes': cores(polls * COSTS.nodePollUs + calls * COSTS.nodeCallUs),
  }
}

// Requests a second by what they cost: polls, other calls of the application, and files that nginx has in its cache.
const ratesAt = (steps: readonly StepRate[], moment: Moment) => {
  const sum = { polls: 0, calls: 0, files: 0 }
  for (const { step, holdPerSec, peakPerSec } of steps) {
    const call = callOf(step)
    const kind = call === 'poll' ? 'polls' : call === 'asset' ? 'files' : 'calls'
    sum[kind] += moment === 'hold' ? holdPerSec : peakPerSec
  }
  return sum
}

// More connections than the caches hold cost every request more.
const growth = (connections: number): number =>
  Math.max(0, Math.log2(connections / COSTS.doublingsFrom)) * COSTS.nginxUsPerDoubling

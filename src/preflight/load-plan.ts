import { shardsFor } from '../fleet/shard-plans.js'
import type { EventProfile } from '../profile/event-profile.js'
import { operationsOf } from '../scenarios/store-operations.js'
import { type Attendance, attendanceOf } from './attendance.js'
import { isLoopbackTarget } from './authorise.js'
import { type ConnectionLoad, connectionLoad } from './connection-load.js'
import { type CpuPart, cpuLoad } from './cpu-load.js'
import { type Headroom, type HeadroomConditions, headroomOf } from './headroom.js'
import type { Machine } from './machine.js'
import { type MemoryPart, memoryLoad } from './memory-load.js'
import { type PortLoad, portLoad } from './port-load.js'
import { type StepDemand, type StepRate, stepRates } from './request-rates.js'

/** What an event profile means, worked out before the first request; nothing in it is measured. */
export interface LoadPlan {
  readonly profile: EventProfile
  readonly target: 'rehearsal' | 'external'
  readonly tls: boolean
  /** Ramp, hold and ramp-down together. */
  readonly durationUs: number
  readonly attendance: Attendance
  readonly steps: readonly StepRate[]
  readonly requestsPerSec: PerSec
  readonly stores: {
    readonly cassandraPerSec: PerSec
    readonly elasticsearchPerSec: PerSec
    /** Steps of the user's own, whose store operations are not known. */
    readonly unknownSteps: readonly string[]
  }
  readonly connections: ConnectionLoad
  /** Generator processes; what the run is to start. */
  readonly shards: number
  /** Open files of one shard at the peak. */
  readonly descriptorsPerShard: number
  readonly ports: PortLoad
  readonly memory: readonly MemoryPart[]
  readonly cpu: readonly CpuPart[]
  /** Absent in a rehearsal, where the platform takes this machine's time as well, and where nobody looked. */
  readonly headroom?: Headroom
  readonly accounts: {
    /** One for each user; without them the run cannot start. */
    readonly needed: number
    /** With as many, whoever replaces a leaver is somebody else. */
    readonly forReplacement: number
  }
}

/** A rate with all users there, and at the end of the ramp. */
export interface PerSec {
  readonly hold: number
  readonly peak: number
}

/** What a plan rests on besides the profile. */
export interface PlanConditions {
  readonly machine: Machine
  readonly demand: readonly StepDemand[]
  /** Mean followers of who posts. */
  readonly followersMean: number
  /** This machine's CPU time for one exchange, as `measureOwnSpeed` finds it. */
  readonly exchangeCpuUs: number
  /** Absent: headroom is not asked for. */
  readonly headroom?: HeadroomConditions
}

/** The plan of a profile on a machine. Pure. */
export const loadPlan = (profile: EventProfile, conditions: PlanConditions): LoadPlan => {
  const { machine, demand, exchangeCpuUs } = conditions
  const tls = usesTls(profile)
  const attendance = attendanceOf(profile)
  const steps = stepRates(profile, attendance, demand)
  const connections = connectionLoad(profile, attendance)
  const cpuOf = (shards: number) => cpuLoad({ profile, steps, connections, shards, tls, exchangeCpuUs })
  const shards = profile.shards ?? neededShards(profile.users, connections.peak, cpuOf(1), machine)
  const posts = steps.find(({ step }) => step === 'post/create')?.expected ?? 0
  const towardsLoopback = profile.target === undefined || isLoopbackTarget(profile.target)
  const requestsPerSec = summed(steps, () => 1)
  const isOwnClient = profile.transport !== 'undici'
  const asked = { tls, shards, peakPerSec: requestsPerSec.peak, isOwnClient }
  return {
    profile,
    target: profile.target === undefined ? 'rehearsal' : 'external',
    tls,
    durationUs: profile.ramp.durationUs + profile.holdUs + profile.rampDownUs,
    attendance,
    steps,
    requestsPerSec,
    stores: storesOf(steps, profile, conditions.followersMean),
    connections,
    shards,
    descriptorsPerShard: Math.ceil(connections.peak / shards) + DESCRIPTORS_OF_A_PROCESS,
    ports: portLoad({ profile, machine, connections, shards, towardsLoopback }),
    memory: memoryLoad({ profile, connections, shards, tls, posts }),
    cpu: cpuOf(shards),
    ...(profile.target && conditions.headroom && { headroom: headroomOf(asked, conditions.headroom) }),
    accounts: accountsOf(profile),
  }
}

/** Open files a process may have by the plan; where the system does not tell, what macOS gives. */
export const usableDescriptors = (machine: Machine): number => machine.descriptors?.hard ?? DESCRIPTORS_ASSUMED

const DESCRIPTORS_ASSUMED = 10_240
/** Pages do not load as evenly as the plan has them. */
const DESCRIPTOR_SHARE = 0.95
/** Libraries, pipes, timers and the channel to the parent, with room. */
const DESCRIPTORS_OF_A_PROCESS = 100

const usesTls = ({ target, rehearsal }: EventProfile): boolean =>
  target === undefined ? !rehearsal.plain : target.urls.some((url) => url.startsWith('https:'))

// A spike's page loads can take more descriptors than the share that is set aside for them, and its handshakes more of a
// core than one process should be busy with: a busy process is late.
const neededShards = (users: number, peakConnections: number, cpu: readonly CpuPart[], machine: Machine): number => {
  const descriptors = usableDescriptors(machine)
  const perShard = Math.max(1, Math.floor(descriptors * DESCRIPTOR_SHARE) - DESCRIPTORS_OF_A_PROCESS)
  const byConnections = Math.ceil(peakConnections / perShard)
  const generatorCores = cpu.find(({ part }) => part === 'generator')?.peakCores ?? 0
  const byCpu = Math.min(machine.cores, Math.ceil(generatorCores / CORES_OF_A_SHARD))
  return Math.max(shardsFor(users, descriptors, machine.cores), byConnections, byCpu)
}

const CORES_OF_A_SHARD = 0.5

const summed = (steps: readonly StepRate[], weight: (step: string) => number): PerSec => ({
  hold: steps.reduce((sum, { step, holdPerSec }) => sum + holdPerSec * weight(step), 0),
  peak: steps.reduce((sum, { step, peakPerSec }) => sum + peakPerSec * weight(step), 0),
})

const storesOf = (
  steps: readonly StepRate[],
  { behaviour }: EventProfile,
  followersMean: number,
): LoadPlan['stores'] => {
  const operations = (step: string) => operationsOf(step, behaviour, followersMean)
  return {
    cassandraPerSec: summed(steps, (step) => operations(step)?.cassandra ?? 0),
    elasticsearchPerSec: summed(steps, (step) => operations(step)?.elasticsearch ?? 0),
    unknownSteps: steps.map(({ step }) => step).filter((step) => operations(step) === undefined),
  }
}

const accountsOf = ({ users, behaviour }: EventProfile): LoadPlan['accounts'] => ({
  needed: users,
  forReplacement: behaviour.session.kind === 'exponential' ? 2 * users : users,
})

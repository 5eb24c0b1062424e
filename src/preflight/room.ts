import { writtenDuration } from '../base/units.js'
import type { EventProfile } from '../profile/event-profile.js'
import { largestUsers, type UsersSearch } from './largest-users.js'
import { type LoadPlan, usableDescriptors } from './load-plan.js'
import type { Machine } from './machine.js'

/** A change of profile or machine with which more users fit. */
export interface Room {
  /** The flag or command, with a word on what it means. */
  readonly change: string
  readonly largestUsers: number
}

/** Changes that let clearly more users fit than `largest`, the largest gain first. */
export const roomFor = (search: UsersSearch, plan: LoadPlan, largest: number): readonly Room[] =>
  changesOf(search.profile, search.conditions.machine, plan)
    .map((alternatives) => bestOf(search, alternatives))
    .filter((room) => room.largestUsers >= Math.min(search.profile.users, largest * WORTH_A_LINE))
    .sort((a, b) => b.largestUsers - a.largestUsers)

const WORTH_A_LINE = 1.1

interface Change {
  readonly change: string
  readonly profile?: (profile: EventProfile) => EventProfile
  readonly machine?: (machine: Machine) => Machine
  readonly ignored?: 'ports'
}

// Of alternatives, the mildest one that gains as much as any.
const bestOf = (search: UsersSearch, alternatives: readonly [Change, ...Change[]]): Room => {
  const [first, ...others] = alternatives.map(({ change, ...changed }) => ({
    change,
    largestUsers: largestUsers(changedSearch(search, changed)),
  })) as [Room, ...Room[]]
  return others.reduce((best, room) => (room.largestUsers > best.largestUsers ? room : best), first)
}

const changedSearch = (search: UsersSearch, { profile, machine, ignored }: Omit<Change, 'change'>): UsersSearch => ({
  ...search,
  atUsers: (original, users) => {
    const resized = search.atUsers(original, users)
    return profile ? profile(resized) : resized
  },
  conditions: machine ? { ...search.conditions, machine: machine(search.conditions.machine) } : search.conditions,
  ...(ignored === undefined ? {} : { ignored }),
})

type Alternatives = readonly [Change, ...Change[]]

const changesOf = (profile: EventProfile, machine: Machine, plan: LoadPlan): readonly Alternatives[] => [
  ...(profile.target === undefined ? rehearsalChanges(profile, plan) : EXTERNAL_CHANGES),
  ...(profile.ramp.durationUs > 0 ? [longerRamps(profile.ramp.durationUs)] : []),
  ...(profile.shards === undefined ? [] : [WITHOUT_SHARDS]),
  ...(usableDescriptors(machine) < FEW_DESCRIPTORS ? [MORE_DESCRIPTORS] : []),
]

const rehearsalChanges = ({ rehearsal }: EventProfile, plan: LoadPlan): readonly Alternatives[] => {
  const url = plan.tls ? 'https://elsewhere' : 'http://elsewhere'
  const target = { urls: [url], resolve: [], insecure: false, authorisedHosts: [] }
  const plain: Change = {
    change: '--plain, the front without TLS',
    profile: (original) => ({ ...original, rehearsal: { ...original.rehearsal, plain: true } }),
  }
  const elsewhere: Change = {
    change: '--target URL, the platform on other machines (with --local-ips where ports ask for it)',
    profile: (original) => ({ ...original, target }),
    ignored: 'ports',
  }
  return rehearsal.plain ? [[elsewhere]] : [[plain], [elsewhere]]
}

const EXTERNAL_CHANGES: readonly Alternatives[] = [
  [
    {
      change: 'sysctl -w net.ipv4.ip_local_port_range="1024 65535"',
      machine: (machine) => ({ ...machine, portRange: { from: 1024, to: 65_535 } }),
    },
  ],
  [{ change: '--local-ips, as many source addresses as the ports ask for', ignored: 'ports' }],
]

// Where the arrivals are what is too much, time helps.
const longerRamps = (durationUs: number): Alternatives => [
  longerRamp(durationUs * 2),
  longerRamp(durationUs * 4),
  longerRamp(durationUs * 8),
]

const longerRamp = (durationUs: number): Change => ({
  change: `--ramp ${writtenDuration(wholeSeconds(durationUs))}, fewer arrivals a second`,
  profile: (original) => ({ ...original, ramp: { ...original.ramp, durationUs } }),
})

const wholeSeconds = (us: number): number => Math.round(us / 1_000_000) * 1_000_000

const WITHOUT_SHARDS: Alternatives = [
  {
    change: 'without --shards, as many processes as the limits ask for',
    profile: ({ shards: _, ...rest }) => rest,
  },
]

// Below this the users need so many processes that these alone fill the memory.
const FEW_DESCRIPTORS = 16_384
const MORE_DESCRIPTORS: Alternatives = [
  {
    change: 'ulimit -n 65536 (beyond the hard limit as root)',
    machine: (machine) => ({ ...machine, descriptors: { soft: 65_536, hard: 65_536 } }),
  },
]

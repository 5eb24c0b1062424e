import { describe, expect, it } from 'vitest'
import { type FleetPlan, shardPlans, shardsFor, usesLoopbackNet } from '../../src/fleet/shard-plans.js'
import type { EventProfile } from '../../src/profile/event-profile.js'

describe('shardsFor', () => {
  it.each([
    { users: 1, descriptors: 20_000, cores: 2, shards: 1 },
    { users: 2_000, descriptors: 20_000, cores: 2, shards: 1 },
    { users: 20_000, descriptors: 20_000, cores: 2, shards: 2 },
    { users: 160_000, descriptors: 20_000, cores: 2, shards: 9 },
    { users: 160_000, descriptors: 1_048_576, cores: 8, shards: 8 },
    { users: 1_000, descriptors: 256, cores: 2, shards: 5 },
  ])(
    'carries $users users with $descriptors descriptors on $cores cores by $shards',
    ({ users, descriptors, cores, shards }) => expect(shardsFor(users, descriptors, cores)).toBe(shards),
  )
})

describe('shardPlans', () => {
  const plan = (localIps: readonly string[], address: string): FleetPlan => ({
    profile: { localIps } as unknown as EventProfile,
    shards: 3,
    runId: '00',
    fronts: [{ host: 'tatami', address, port: 443 }],
    journey: 'event',
  })

  it('connects from the addresses that the user gave', () =>
    expect(shardPlans(plan(['10.0.0.1', '10.0.0.2', '10.0.0.3'], '10.9.9.9')).map((p) => p.localAddresses)).toEqual([
      ['10.0.0.1'],
      ['10.0.0.2'],
      ['10.0.0.3'],
    ]))

  it('connects from loopback addresses of its own towards loopback', () => {
    const plans = shardPlans({ ...plan([], '127.0.0.51'), loopbackNet: '127.99' })
    const all = plans.flatMap(({ localAddresses }) => localAddresses)
    expect(new Set(all).size).toBe(24)
    expect(all.every((address) => address.startsWith('127.99.'))).toBe(true)
  })

  it('gives each shard the ports of its addresses, and its part where they are shared', () => {
    const givenPorts = new Map(['a', 'b', 'c', 'd'].map((address) => [address, Uint16Array.of(1, 2, 3, 4)]))
    const portsOf = (localIps: readonly string[]) =>
      shardPlans({ ...plan(localIps, '10.9.9.9'), givenPorts }).map(({ localPorts }) =>
        localPorts?.map((ports) => [...ports]),
      )
    expect(portsOf(['a', 'b', 'c'])).toEqual([[[1, 2, 3, 4]], [[1, 2, 3, 4]], [[1, 2, 3, 4]]])
    expect(portsOf(['a'])).toEqual([[[1, 4]], [[2]], [[3]]])
  })

  it('leaves the choice to the system without either', () =>
    expect(shardPlans(plan([], '10.9.9.9')).flatMap((p) => p.localAddresses)).toEqual([]))
})

describe('usesLoopbackNet', () => {
  it.each([
    { towards: ['127.0.0.51'], localIps: [], isWide: true, uses: true },
    { towards: ['127.0.0.51', '10.9.9.9'], localIps: [], isWide: true, uses: false },
    { towards: ['127.0.0.51'], localIps: ['127.0.0.9'], isWide: true, uses: false },
    { towards: ['127.0.0.51'], localIps: [], isWide: false, uses: false },
    { towards: ['::1'], localIps: [], isWide: true, uses: false },
  ])('towards $towards, of $localIps, on a wide loopback ($isWide): $uses', ({ towards, localIps, isWide, uses }) => {
    const fronts = towards.map((address) => ({ host: 'tatami', address, port: 443 }))
    expect(usesLoopbackNet({ profile: { localIps } as unknown as EventProfile, fronts }, isWide)).toBe(uses)
  })
})

import { describe, expect, it } from 'vitest'
import { givenPorts, type PortSources, type PortUse } from '../../src/run/given-ports.js'

const FILES: Readonly<Record<string, string>> = {
  '/proc/sys/net/ipv4/ip_local_port_range': '40000\t40009\n',
  '/proc/sys/net/ipv4/ip_local_reserved_ports': '40003\n',
}
const sources = (live: readonly number[] = [], files = FILES): PortSources => ({
  file: (path) => files[path],
  held: async () => new Map([['10.0.0.7', { live: new Set(live), waiting: new Set([40_001]) }]]),
  random: () => 0,
})
const use = (changes: Partial<PortUse> = {}): PortUse => ({
  localIps: ['10.0.0.7'],
  fronts: [{ port: 40_005 }],
  portsNeeded: 6,
  ...changes,
})

describe('the ports of given addresses', () => {
  it('are the free ones first, without reserved ones and those of the fronts', async () => {
    const ports = await givenPorts(use(), sources())
    expect([...(ports?.inTurn.get('10.0.0.7') ?? [])]).toEqual([
      40_007, 40_009, 40_000, 40_002, 40_004, 40_006, 40_008, 40_001,
    ])
    expect(ports?.note).toBeUndefined()
  })

  it('are no matter without addresses, and the kernel’s where its range is not known', async () => {
    expect(await givenPorts(use({ localIps: [] }), sources())).toBeUndefined()
    expect(await givenPorts(use(), sources([], {}))).toBeUndefined()
  })

  it('that other connections hold are told of when the plan needs them', async () => {
    const note = async (live: readonly number[], portsNeeded: number) =>
      (await givenPorts(use({ portsNeeded }), sources(live)))?.note
    expect(await note([40_000, 40_002], 6)).toBeUndefined()
    expect(await note([40_000, 40_002], 7)).toBe(
      '2 local ports of 8 of the source addresses (--local-ips) are held by other connections, and the plan needs 7: name more addresses, or wait until those are closed, or connections may fail',
    )
    // The plan says so itself.
    expect(await note([], 9)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { requireOwnAddresses, requireReach, requireSourceAddresses } from '../../src/preflight/local-addresses.js'

const OWN = new Set(['127.0.0.1', '192.0.2.7'])

describe('requireOwnAddresses', () => {
  it('takes addresses of an interface, and any of loopback where that is wide', () =>
    expect(() => requireOwnAddresses(['192.0.2.7', '127.9.8.7'], OWN, true)).not.toThrow())

  it('names every address that is not there, and those that are', () =>
    expect(() => requireOwnAddresses(['192.0.2.8', '127.9.8.7', '127.0.0.1'], OWN, false)).toThrow(
      'localIps: 192.0.2.8: is no address of this machine, which has 127.0.0.1, 192.0.2.7; name one of these, or add it as root: ip addr add 192.0.2.8/32 dev INTERFACE\n' +
        'localIps: 127.9.8.7: is no address of this machine',
    ))

  it('has nothing to say of a profile without any', () =>
    expect(() => requireOwnAddresses([], OWN, false)).not.toThrow())
})

describe('requireReach', () => {
  it.each([
    ['an address of the network', '192.0.2.7', '198.51.100.1'],
    ['an address of the network, towards this machine', '192.0.2.7', '127.0.0.5'],
    ['loopback, towards loopback', '127.0.0.2', '127.0.0.5'],
    ['loopback, towards an address of this machine', '127.0.0.2', '192.0.2.7'],
    ['IPv6 of both', '2001:db8::7', '2001:db8::1'],
  ])('takes %s', (_, source, address) => expect(() => requireReach([source], [{ address }], OWN)).not.toThrow())

  it('names every address of another family than a front, and loopback towards another machine', () =>
    expect(() => requireReach(['2001:db8::7', '127.0.0.2', '192.0.2.7'], [{ address: '198.51.100.1' }], OWN)).toThrow(
      "localIps: 2001:db8::7: is of IPv6, and the front's 198.51.100.1 of IPv4; name addresses of IPv4\n" +
        "localIps: 127.0.0.2: reaches this machine alone, not the front's 198.51.100.1; name addresses of a network",
    ))
})

describe('requireSourceAddresses', () => {
  const target = { resolve: [], insecure: false, authorisedHosts: [] }
  const elsewhere = { ...target, urls: ['https://198.51.100.1'] }

  it('looks at fronts whose address is said, and at those of a rehearsal', async () => {
    await expect(requireSourceAddresses({ localIps: ['127.0.0.1'], target: elsewhere })).rejects.toThrow(
      "localIps: 127.0.0.1: reaches this machine alone, not the front's 198.51.100.1",
    )
    await expect(requireSourceAddresses({ localIps: ['192.0.2.8'] })).rejects.toThrow('is no address of this machine')
    await expect(requireSourceAddresses({ localIps: ['127.0.0.1'] })).resolves.toBeUndefined()
  })

  it('asks nobody for the address of a name', async () => {
    const named = { ...target, urls: ['https://front.invalid'] }
    await expect(requireSourceAddresses({ localIps: ['127.0.0.1'], target: named })).resolves.toBeUndefined()
  })
})

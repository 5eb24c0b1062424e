import { describe, expect, it } from 'vitest'
import { requireOwnAddresses } from '../../src/preflight/local-addresses.js'

const OWN = new Set(['127.0.0.1', '192.0.2.7'])

describe('requireOwnAddresses', () => {
  it('takes addresses of an interface, and any of loopback where that is wide', () =>
    expect(() => requireOwnAddresses(['192.0.2.7', '127.9.8.7'], OWN, true)).not.toThrow())

  it('names every address that is not there, and those that are', () =>
    expect(() => requireOwnAddresses(['192.0.2.8', '127.9.8.7', '127.0.0.1'], OWN, false)).toThrow(
      'localIps: 192.0.2.8: is no address of this machine, which has 127.0.0.1, 192.0.2.7\n' +
        'localIps: 127.9.8.7: is no address of this machine, which has 127.0.0.1, 192.0.2.7',
    ))

  it('has nothing to say of a profile without any', () =>
    expect(() => requireOwnAddresses([], OWN, false)).not.toThrow())
})

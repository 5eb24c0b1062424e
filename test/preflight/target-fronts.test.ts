import { describe, expect, it } from 'vitest'
import { frontsOf } from '../../src/preflight/target-fronts.js'
import type { Target } from '../../src/profile/event-profile.js'

const target = (urls: readonly string[], resolve: Target['resolve'] = []): Target => ({
  urls,
  resolve,
  insecure: false,
  authorisedHosts: [],
})
const noDns = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))
const dns =
  (...addresses: readonly string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('frontsOf', () => {
  it('takes every address that --resolve gives, whatever the case of its host, and asks no DNS', async () => {
    const resolve = ['127.0.0.2', '127.0.0.3'].map((address) => ({ host: 'Front.Test', port: 443, address }))
    expect(await frontsOf(target(['https://front.test'], resolve), noDns)).toEqual([
      { host: 'front.test', address: '127.0.0.2', port: 443 },
      { host: 'front.test', address: '127.0.0.3', port: 443 },
    ])
  })

  it('takes an address as it is, with the port in Host where the scheme has another', async () =>
    expect(await frontsOf(target(['http://[::1]:8080', 'http://127.0.0.5']), noDns)).toEqual([
      { host: '[::1]:8080', address: '::1', port: 8080 },
      { host: '127.0.0.5', address: '127.0.0.5', port: 80 },
    ]))

  it('takes IPv6 addresses of a name only where it has no others', async () => {
    const addresses = async (...found: readonly string[]) =>
      (await frontsOf(target(['http://front.test']), dns(...found))).map(({ address }) => address)
    expect(await addresses('::1', '127.0.0.1', '127.0.0.2')).toEqual(['127.0.0.1', '127.0.0.2'])
    expect(await addresses('::1')).toEqual(['::1'])
  })

  it('says in one sentence that a name has no address', () =>
    expect(frontsOf(target(['http://front.test']), noDns)).rejects.toThrow(
      'front.test has no address (ENOTFOUND): check the name, or give one with --resolve',
    ))
})

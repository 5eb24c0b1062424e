import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { foreignHosts, requireAuthorisation } from '../../src/preflight/authorise.js'
import type { Target } from '../../src/profile/event-profile.js'

const target = (url: string | readonly string[], changes: Partial<Target> = {}): Target => ({
  urls: typeof url === 'string' ? [url] : url,
  resolve: [],
  insecure: false,
  authorisedHosts: [],
  ...changes,
})
const pinned = (host: string, port: number, address: string) => ({ resolve: [{ host, port, address }] })

describe('foreignHosts', () => {
  it.each<[string, Target, readonly string[]]>([
    ['localhost', target('http://localhost:8080'), []],
    ['any loopback address', target('https://127.66.3.4'), []],
    ['loopback of IPv6', target('http://[::1]:8080'), []],
    ['loopback in another notation', target('http://0x7f.1'), []],
    ['an address elsewhere', target('http://10.0.0.1'), ['10.0.0.1']],
    ['IPv6 elsewhere', target('http://[2001:db8::1]'), ['2001:db8::1']],
    ['a name', target('https://tatami.bank.example'), ['tatami.bank.example']],
    ['a name that looks like loopback', target('http://127.0.0.1.bank.example'), ['127.0.0.1.bank.example']],
    ['a name below localhost', target('http://front.localhost'), ['front.localhost']],
    ['a name pinned to loopback', target('https://front.test', pinned('front.test', 443, '127.0.0.9')), []],
    [
      'a name pinned at another port',
      target('https://front.test', pinned('front.test', 80, '127.0.0.9')),
      ['front.test'],
    ],
    ['a name pinned elsewhere', target('https://front.test', pinned('front.test', 443, '10.0.0.1')), ['front.test']],
    ['localhost pinned elsewhere', target('http://localhost', pinned('localhost', 80, '10.0.0.1')), ['localhost']],
    ['several, some here', target(['http://127.0.0.1', 'http://b.test', 'http://B.test:81']), ['b.test']],
  ])('of %s', (_, { ...given }, hosts) => expect(foreignHosts(given)).toEqual(hosts))

  it('sees through one address elsewhere among several', () => {
    const resolve = ['127.0.0.1', '10.0.0.1'].map((address) => ({ host: 'front.test', port: 80, address }))
    expect(foreignHosts(target('http://front.test', { resolve }))).toEqual(['front.test'])
  })
})

describe('requireAuthorisation', () => {
  it('lets loopback pass without a word', () =>
    expect(() => requireAuthorisation(target('http://localhost'))).not.toThrow())

  it.each(['tatami.bank.example', 'Tatami.Bank.Example', 'tatami.bank.example.'])('takes %s for the host', (named) =>
    expect(() =>
      requireAuthorisation(target('https://tatami.bank.example', { authorisedHosts: [named] })),
    ).not.toThrow(),
  )

  it.each(['bank.example', 'www.tatami.bank.example', '*', ''])('does not take %j for the host', (named) =>
    expect(() => requireAuthorisation(target('https://tatami.bank.example', { authorisedHosts: [named] }))).toThrow(
      UsageError,
    ),
  )

  it('names every host that is missing, with the flag that names it', () =>
    expect(() =>
      requireAuthorisation(
        target(['http://a.test', 'http://b.test', 'http://c.test'], { authorisedHosts: ['b.test'] }),
      ),
    ).toThrow(
      /^target: a\.test: .*--i-am-authorised-to-load a\.test\ntarget: c\.test: .*--i-am-authorised-to-load c\.test$/,
    ))
})

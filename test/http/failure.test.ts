import { describe, expect, test } from 'vitest'
import { isAddressTrouble, type Phase, tooSlow, troubleOf } from '../../src/http/failure.js'

const error = (code: string): Error => Object.assign(new Error(`${code} with a long\nmessage`), { code })

describe('a socket error is', () => {
  test.each<[string, string, Phase]>([
    ['connect', 'ECONNREFUSED', 'connecting'],
    ['connect', 'EHOSTUNREACH', 'connecting'],
    ['connect', 'ENETUNREACH', 'connecting'],
    ['connect', 'ETIMEDOUT', 'connecting'],
    ['local', 'EMFILE', 'connecting'],
    ['local', 'ENFILE', 'connecting'],
    ['local', 'ENOBUFS', 'connecting'],
    ['local', 'EADDRINUSE', 'connecting'],
    ['local', 'EADDRNOTAVAIL', 'connecting'],
    ['local', 'ENOBUFS', 'open'],
    ['tls', 'ECONNRESET', 'securing'],
    ['tls', 'SELF_SIGNED_CERT_IN_CHAIN', 'securing'],
    ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'securing'],
    ['tls', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'open'],
    ['reset', 'ECONNRESET', 'open'],
    ['reset', 'EPIPE', 'open'],
    ['reset', 'ETIMEDOUT', 'open'],
  ])('%s for %s while %s', (reason, code, phase) => {
    const trouble = troubleOf(error(code), phase, '127.0.0.1:443')
    expect(trouble.reason).toBe(reason)
    expect(trouble.message).toContain(code)
    expect(trouble.message).not.toContain('\n')
  })
})

test('only address trouble is worth another source address', () => {
  const codes = ['EADDRINUSE', 'EADDRNOTAVAIL', 'EMFILE', 'ECONNREFUSED']
  expect(codes.map((code) => isAddressTrouble(error(code)))).toEqual([true, true, false, false])
})

test('a connect time-out says in which half of it time ran out', () => {
  expect(tooSlow('connecting', 'a:1', 1_500_000)).toEqual({
    reason: 'connect',
    message: 'no connection to a:1 within 1.5 s',
  })
  expect(tooSlow('securing', 'a:1', 1_500_000)).toEqual({ reason: 'tls', message: 'no TLS with a:1 within 1.5 s' })
})

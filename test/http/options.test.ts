import { expect, test } from 'vitest'
import { monotonicClock } from '../../src/base/clock.js'
import { UsageError } from '../../src/base/errors.js'
import type { TransportOptions } from '../../src/http/exchange.js'
import { createTransport } from '../../src/http/transport.js'
import { optionsFor } from './asking.js'

test.each<[string, Partial<TransportOptions>]>([
  ['fronts', { fronts: [] }],
  ['port 0', { fronts: [{ host: 'a', address: '127.0.0.1', port: 0 }] }],
  ['localAddresses: lo', { localAddresses: ['127.0.0.1', 'lo'] }],
  ['connections.perUser: 0', { connections: { perUser: 0, extraIdleUs: 0 } }],
  ['tls.ca', { tls: { ca: '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n', insecure: false } }],
])('options that make no sense are a usage error: %s', (text, changes) => {
  const create = () => createTransport(optionsFor(80, changes), monotonicClock)
  expect(create).toThrow(UsageError)
  expect(create).toThrow(text)
})

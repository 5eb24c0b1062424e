import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { events, outputTo } from './outputs.js'
import { acknowledge, riemannServer } from './riemann-server.js'

const pem = (name: string): string => readFileSync(join(import.meta.dirname, '../../../fixtures/tls', name), 'utf8')
const TLS = { cert: pem('front.pem'), key: pem('front-key.pem'), ca: pem('client-ca.pem'), requestCert: true }
const CLIENT = { cert: pem('client.pem'), key: pem('client-key.pem') }

test('speaks TLS, and shows the certificate that Riemann asks for', async () => {
  const server = await riemannServer(acknowledge, { tls: TLS })
  const { output } = outputTo(server.port, { tls: { ca: pem('ca.pem'), client: CLIENT } })
  output.send(events(1))
  await output.close(5_000)
  expect(output.counts.taken).toBe(1)
})

test.each([
  ['an unknown authority', {}, /^Riemann at 127\.0\.0\.1:\d+ does not answer \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)$/],
  ['no certificate of ours', { ca: pem('ca.pem') }, /^Riemann at 127\.0\.0\.1:\d+ (broke|closed) the connection/],
  [
    'a CA that is none',
    { ca: 'PEM' },
    /cannot be spoken to with TLS: a certificate cannot be read, or the key is not its own$/,
  ],
  [
    'a key of another certificate',
    { client: { cert: pem('client.pem'), key: pem('front-key.pem') } },
    /cannot be spoken to with TLS: a certificate cannot be read, or the key is not its own$/,
  ],
])('TLS fails in a sentence: %s', async (_, tls, sentence) => {
  const server = await riemannServer(acknowledge, { tls: TLS })
  await expect(outputTo(server.port, { tls }).output.check()).rejects.toThrow(sentence)
})

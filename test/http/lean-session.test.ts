import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { leanSession } from '../../src/http/lean-session.js'
import { rawServer, testCa, testCertificate } from './raw-server.js'

type Version = 'TLSv1.2' | 'TLSv1.3'

const server = (version: Version) => rawServer(() => {}, { tls: { minVersion: version, maxVersion: version } })

const secured = async (port: number, session?: Buffer): Promise<{ socket: TLSSocket; next: Promise<Buffer> }> => {
  const socket = connect({ port, host: '127.0.0.1', ca: testCa, servername: 'front.test', ...(session && { session }) })
  onTestFinished(() => {
    socket.destroy()
  })
  socket.resume()
  const next = once(socket, 'session').then(([given]) => given as Buffer)
  await once(socket, 'secureConnect')
  return { socket, next }
}

// The certificate's own bytes, as they stand in a session.
const certificate = Buffer.from(testCertificate.cert.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')

test('a session of TLS 1.3 loses the certificate and nothing that a resumption needs', async () => {
  const { port } = await server('TLSv1.3')
  const whole = await (await secured(port)).next
  const lean = leanSession(whole)
  expect(whole.includes(certificate)).toBe(true)
  expect(lean.includes(certificate)).toBe(false)
  const { socket } = await secured(port, lean)
  expect([socket.isSessionReused(), socket.authorized]).toEqual([true, true])
})

test('a session of TLS 1.2 stays as it is', async () => {
  const { port } = await server('TLSv1.2')
  const whole = await (await secured(port)).next
  expect(leanSession(whole)).toBe(whole)
})

test('what is no session stays as it is, wherever it is cut or changed', async () => {
  const { port } = await server('TLSv1.3')
  const whole = await (await secured(port)).next
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
      const cut = whole.subarray(0, at)
      expect(leanSession(cut)).toBe(cut)
      const changed = Buffer.from(whole)
      changed[at] = value
      expect(leanSession(changed).length).toBeLessThanOrEqual(whole.length)
    }),
    { numRuns: 500 },
  )
})

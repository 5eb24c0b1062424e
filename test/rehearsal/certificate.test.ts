import { X509Certificate } from 'node:crypto'
import { createServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificates } from '../../src/rehearsal/certificate.js'
import { handshake } from './ask-front.js'

const NOW = new Date('2026-11-25T10:00:00Z')
const names = { dns: 'front.tatami.test', addresses: ['127.200.3.4', '127.0.0.1'] }
const made = makeCertificates(names, NOW)
const authority = new X509Certificate(made.ca)
const server = new X509Certificate(made.certificate)

describe('makeCertificates', () => {
  it('signs the server with an authority that signs itself', () => {
    expect(authority.ca && authority.verify(authority.publicKey)).toBe(true)
    expect(server.verify(authority.publicKey) && server.checkIssued(authority)).toBe(true)
    expect(server.ca).toBe(false)
  })

  it('names the host and every address, and nothing else', () => {
    expect(server.checkHost('front.tatami.test')).toBe('front.tatami.test')
    expect(names.addresses.map((address) => server.checkIP(address))).toEqual(names.addresses)
    expect(server.checkHost('other.tatami.test')).toBeUndefined()
    expect(server.checkIP('127.200.3.5')).toBeUndefined()
  })

  it('is valid from the day before for a month', () => {
    expect(new Date(server.validFrom).toISOString()).toBe('2026-11-24T10:00:00.000Z')
    expect(new Date(server.validTo).toISOString()).toBe('2026-12-25T10:00:00.000Z')
  })

  it('can be dated beyond 2049, where X.509 writes years in full', () => {
    const late = new X509Certificate(makeCertificates(names, new Date('2049-12-20T00:00:00Z')).certificate)
    expect(new Date(late.validTo).toISOString()).toBe('2050-01-19T00:00:00.000Z')
  })

  it('draws new keys and serial numbers each time', () => {
    const again = new X509Certificate(makeCertificates(names, NOW).certificate)
    expect(again.serialNumber).not.toBe(server.serialNumber)
    expect(again.verify(authority.publicKey)).toBe(false)
  })

  describe('in a TLS server', () => {
    const listening = createServer({ cert: made.certificate, key: made.key }, (socket) => socket.end())
    const valid = makeCertificates(names, new Date())
    beforeAll(async () => {
      listening.setSecureContext({ cert: valid.certificate, key: valid.key })
      await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    })
    afterAll(() => void listening.close())
    const front = () => {
      const address = listening.address()
      return { address: '127.0.0.1', port: typeof address === 'object' ? (address?.port ?? 0) : 0, host: names.dns }
    }

    it('is trusted by a client that has the authority', async () => {
      expect((await handshake(front(), { ca: valid.ca, maxVersion: 'TLSv1.3' })).authorized).toBe(true)
    })

    it('is refused by a client that has another authority', async () => {
      await expect(handshake(front(), { ca: made.ca, maxVersion: 'TLSv1.3' })).rejects.toThrow()
    })
  })
})

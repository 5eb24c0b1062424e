import { Buffer } from 'node:buffer'
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { bits, explicit, implicit, integer, octets, oid, sequence, set, time, trueValue, utf8 } from './der.js'

/** What a TLS server and its clients need of each other, all PEM. */
export interface Certificates {
  readonly ca: string
  readonly certificate: string
  readonly key: string
}

/** What the server is called: the first DNS name is its subject. Addresses are IPv4. */
export interface ServerNames {
  readonly dns: string
  readonly addresses: readonly string[]
}

const DAY_MS = 86_400_000
/** A run lasts hours; a day before covers clocks that are set back. */
const VALID_DAYS = { before: 1, after: 30 }
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))

/** A certificate authority of the moment and a server certificate that it signed, both on P-256. */
export const makeCertificates = (names: ServerNames, now: Date): Certificates => {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = { name: 'tatami-load rehearsal CA', key: authority }
  return {
    ca: certificate(issuer, issuer.name, authority.publicKey, authorityExtensions(authority.publicKey), now),
    certificate: certificate(
      issuer,
      names.dns,
      server.publicKey,
      serverExtensions(issuer, server.publicKey, names),
      now,
    ),
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

interface Issuer {
  readonly name: string
  readonly key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }
}

// RFC 5280 section 4.1.
const certificate = (issuer: Issuer, subject: string, key: KeyObject, extensions: Buffer, now: Date): string => {
  const valid = sequence(
    time(new Date(now.getTime() - VALID_DAYS.before * DAY_MS)),
    time(new Date(now.getTime() + VALID_DAYS.after * DAY_MS)),
  )
  const version3 = explicit(0, integer(Buffer.of(2)))
  const body = sequence(
    version3,
    integer(serialNumber()),
    ECDSA_SHA256,
    named(issuer.name),
    valid,
    named(subject),
    publicKeyInfo(key),
    explicit(3, extensions),
  )
  const signature = sign('sha256', body, issuer.key.privateKey)
  return pem(sequence(body, ECDSA_SHA256, bits(signature)))
}

const authorityExtensions = (key: KeyObject): Buffer =>
  sequence(
    extension('2.5.29.19', sequence(trueValue), 'critical'),
    // keyCertSign and cRLSign: bits 5 and 6, so one bit is unused.
    extension('2.5.29.15', bits(Buffer.of(0b0000_0110), 1), 'critical'),
    extension('2.5.29.14', octets(keyId(key))),
  )

const serverExtensions = (issuer: Issuer, key: KeyObject, { dns, addresses }: ServerNames): Buffer =>
  sequence(
    extension('2.5.29.19', sequence(), 'critical'),
    // digitalSignature: bit 0.
    extension('2.5.29.15', bits(Buffer.of(0b1000_0000), 7), 'critical'),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.14', octets(keyId(key))),
    extension('2.5.29.35', sequence(implicit(0, keyId(issuer.key.publicKey)))),
    extension('2.5.29.17', sequence(implicit(2, Buffer.from(dns)), ...addresses.map(addressName))),
  )

const extension = (id: string, value: Buffer, critical?: 'critical'): Buffer =>
  sequence(oid(id), ...(critical ? [trueValue] : []), octets(value))

const addressName = (address: string): Buffer => implicit(7, Buffer.from(address.split('.').map(Number)))

const named = (commonName: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), utf8(commonName))))

const publicKeyInfo = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

const keyId = (key: KeyObject): Buffer => createHash('sha1').update(publicKeyInfo(key)).digest()

// Positive, and of full length whatever is drawn.
const serialNumber = (): Buffer => {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

const pem = (der: Buffer): string => {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

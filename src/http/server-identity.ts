import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { type ConnectionOptions, checkServerIdentity, TLSSocket } from 'node:tls'
import type { Front } from './exchange.js'

/** Whom a TLS connection expects to meet. */
export type Identity = Required<Pick<ConnectionOptions, 'servername' | 'checkServerIdentity'>>

/**
 * The certificate must be for the name in Host, whatever address is connected to; that is looked up once for each certificate.
 * RFC 6066: no server name is sent for an address.
 */
export const identityOf = ({ host }: Front): Identity => {
  const name = nameOf(host)
  const accepted = new Set<string>()
  return {
    servername: isIP(name) === 0 ? name : '',
    checkServerIdentity: (_, certificate) => {
      if (!(certificate instanceof X509Certificate)) return checkServerIdentity(name, certificate)
      const { fingerprint256 } = certificate
      if (accepted.has(fingerprint256)) return undefined
      const error = checkServerIdentity(name, certificate.toLegacyObject())
      if (error === undefined && accepted.size < MOST_CERTIFICATES) accepted.add(fingerprint256)
      return error
    },
  }
}

/**
 * Spares a TLS client socket what Node does at each full handshake only to look at the certificate's names: taking the whole chain
 * apart, which was a fifth of the handshake's cost (`bench/http/handshakes.mjs`). Whether the chain is to be trusted is OpenSSL's to
 * say, each time, and not changed by this.
 */
export const withLightCertificates = <T extends TLSSocket>(socket: T): T =>
  Object.assign(socket, { getPeerCertificate, getEphemeralKeyInfo })

// A front with more certificates than that has them checked anew.
const MOST_CERTIFICATES = 100

const nameOf = (host: string): string => {
  const bracketed = /^\[(.+)\](?::\d+)?$/.exec(host)
  return bracketed?.[1] ?? host.replace(/:\d+$/, '')
}

function getPeerCertificate(this: TLSSocket) {
  return this.getPeerX509Certificate() ?? TLSSocket.prototype.getPeerCertificate.call(this)
}

// Node asks for it to refuse short Diffie-Hellman groups, which TLS 1.3 has none of.
function getEphemeralKeyInfo(this: TLSSocket) {
  return this.getProtocol() === 'TLSv1.3' ? {} : TLSSocket.prototype.getEphemeralKeyInfo.call(this)
}

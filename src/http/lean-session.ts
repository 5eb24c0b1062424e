import { Buffer } from 'node:buffer'

/**
 * A TLS session as Node hands it over (OpenSSL's SSL_SESSION in DER) without the server's certificate, where the session is of
 * TLS 1.3; any other comes back as it is. A resumed session of TLS 1.3 is proof of its own, and its certificate, which was checked
 * when the session began, is never asked for again; to decode it for each connection was a fifth of a resumed handshake's cost
 * (`bench/http/handshakes.mjs`), and it is half of a session's memory or more. Node wants it in one of TLS 1.2.
 */
export const leanSession = (session: Buffer): Buffer => {
  const outer = elementAt(session, 0)
  if (outer?.tag !== SEQUENCE || outer.end !== session.length) return session
  const fields = fieldsOf(session, outer.start, outer.end)
  const version = fields[1]
  const isLatest = version !== undefined && session.subarray(version.start, version.end).equals(TLS_1_3)
  const peer = fields.find(({ tag }) => tag === PEER)
  if (!isLatest || peer === undefined) return session
  const bodyBytes = outer.end - outer.start - (peer.end - peer.at)
  if (bodyBytes < 0x80 || bodyBytes > 0xffff) return session
  const head = bodyBytes > 0xff ? [SEQUENCE, 0x82, bodyBytes >> 8, bodyBytes & 0xff] : [SEQUENCE, 0x81, bodyBytes]
  return Buffer.concat([
    Buffer.from(head),
    session.subarray(outer.start, peer.at),
    session.subarray(peer.end, outer.end),
  ])
}

const SEQUENCE = 0x30
// `peer [3] EXPLICIT X509 OPTIONAL` of ssl/ssl_asn1.c; the second field is the protocol's version.
const PEER = 0xa3
const TLS_1_3 = Buffer.from([0x03, 0x04])

interface Element {
  readonly tag: number
  readonly at: number
  /** Where its content begins and ends. */
  readonly start: number
  readonly end: number
}

const fieldsOf = (der: Buffer, from: number, to: number): readonly Element[] => {
  const fields: Element[] = []
  for (let at = from; at < to; ) {
    const field = elementAt(der, at)
    if (field === undefined || field.end > to) return []
    fields.push(field)
    at = field.end
  }
  return fields
}

// X.690 8.1: tags of one octet and definite lengths are all that a session has.
const elementAt = (der: Buffer, at: number): Element | undefined => {
  const [tag, first] = [der[at], der[at + 1]]
  if (tag === undefined || first === undefined) return undefined
  const lengthBytes = first < 0x80 ? 0 : first - 0x80
  const start = at + 2 + lengthBytes
  if (lengthBytes > 3 || start > der.length) return undefined
  const length = lengthBytes === 0 ? first : der.readUIntBE(at + 2, lengthBytes)
  return start + length > der.length ? undefined : { tag, at, start, end: start + length }
}

import { X509Certificate } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { UsageError } from '../base/errors.js'
import type { TlsOptions } from './exchange.js'

/** What all TLS connections of a transport share. Throws a UsageError when a certificate or key cannot be used. */
export const tlsContextOf = ({ ca, client, minVersion, maxVersion }: TlsOptions): SecureContext => {
  // Node itself passes over a CA that it cannot read, and then trusts nobody.
  if (ca !== undefined)
    orRefuse('tls.ca', 'not readable as a certificate', 'give PEM text', () => new X509Certificate(ca))
  const versions = { minVersion: minVersion ?? 'TLSv1.2', maxVersion: maxVersion ?? 'TLSv1.3' } as const
  return orRefuse('tls.client', 'not usable together', 'give a certificate and the key that belongs to it', () =>
    createSecureContext({ ...versions, ...client, ...(ca === undefined ? {} : { ca }) }),
  )
}

const orRefuse = <T>(path: string, value: string, remedy: string, make: () => T): T => {
  try {
    return make()
  } catch {
    throw new UsageError([{ path, value, remedy }])
  }
}

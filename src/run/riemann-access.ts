import { readFileSync } from 'node:fs'
import { UsageError } from '../base/errors.js'
import type { RiemannAddress } from '../live/riemann/connection.js'
import type { RiemannProfile } from '../profile/riemann-profile.js'
import type { SourceAddress } from '../tiers/source-client.js'

/** Where events go, and how TLS is spoken there; undefined: nowhere. A UsageError when a PEM file cannot be read. */
export const outputAddressOf = ({ output, trust }: RiemannProfile): RiemannAddress | undefined => {
  if (!output) return undefined
  const { host, port, tls } = output
  return { host, port, ...(tls && { tls: tlsOf(trust) }) }
}

/** Where its index is heard; undefined: nowhere. A UsageError when a PEM file cannot be read. */
export const indexAddressOf = ({
  index,
  trust: { insecure, caFile },
}: RiemannProfile): (SourceAddress & { readonly query: string }) | undefined =>
  index && { ...index, insecure, ...(caFile !== undefined && { ca: pem(caFile, 'cacert') }) }

const tlsOf = ({ insecure, caFile, client }: RiemannProfile['trust']): NonNullable<RiemannAddress['tls']> => ({
  insecure,
  ...(caFile !== undefined && { ca: pem(caFile, 'cacert') }),
  ...(client && {
    client: {
      cert: pem(client.certFile, 'cert'),
      key: pem(client.keyFile, 'key'),
      ...(client.passphrase !== undefined && { passphrase: client.passphrase }),
    },
  }),
})

const pem = (file: string, key: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException
    throw new UsageError([{ path: `riemann.${key}`, value: `${file} (${code})`, remedy: 'name a readable PEM file' }])
  }
}

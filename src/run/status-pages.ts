import type { TlsOptions } from '../http/exchange.js'
import { canonicalHost, portOf } from '../profile/host-names.js'
import type { StatusAddress } from '../tiers/stub-status.js'

/** The pages that a profile names; those over TLS are asked as the platform is. */
export const statusPagesOf = (urls: readonly string[], tls: TlsOptions = { insecure: false }): StatusAddress[] =>
  urls.map((text) => {
    const url = new URL(text)
    const front = { host: url.host, address: canonicalHost(url.hostname), port: portOf(url) }
    return { front, path: `${url.pathname}${url.search}`, ...(url.protocol === 'https:' && { tls }) }
  })

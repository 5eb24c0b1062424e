import type { ProfileDraft } from './profile-schema.js'
import type { RiemannDraft } from './riemann-schema.js'
import type { HostAndPort } from './tier-sources.js'

/** A Riemann server of the platform. */
export interface RiemannProfile {
  /** Absolute paths of PEM files. */
  readonly trust: {
    readonly caFile?: string
    readonly insecure: boolean
    readonly client?: { readonly certFile: string; readonly keyFile: string; readonly passphrase?: string }
  }
  /** Where events go; absent: nowhere. */
  readonly output?: HostAndPort & { readonly tls: boolean; readonly tags: readonly string[]; readonly ttlS: number }
  /** Which events of its index are heard; absent: none. */
  readonly index?: { readonly url: string; readonly query: string }
}

/** The section as the rest of the program reads it; whom the target trusts is trusted here as well. */
export const riemannProfileOf = (
  { server, tls = false, tags = [TAG], ttl = TTL_US, subscribe, query = ALL, ...files }: RiemannDraft,
  target: ProfileDraft['target'],
): RiemannProfile => ({
  trust: trustOf(files, target),
  ...(server && { output: { ...server, tls, tags, ttlS: ttl / 1_000_000 } }),
  ...(subscribe !== undefined && { index: { url: subscribe, query } }),
})

const TAG = 'tatami-load'
/** Riemann hears of the run each second; ten of them may be lost before its curves end. */
const TTL_US = 10_000_000
/** In Riemann's language: everything. */
const ALL = 'true'

const trustOf = (
  { cacert, cert, key, keyPassphrase, insecure }: Partial<RiemannDraft>,
  target: ProfileDraft['target'],
): RiemannProfile['trust'] => {
  const caFile = cacert ?? target?.cacert
  const passphrase = keyPassphrase === undefined ? {} : { passphrase: keyPassphrase }
  return {
    insecure: insecure ?? target?.insecure ?? false,
    ...(caFile !== undefined && { caFile }),
    ...(cert !== undefined && key !== undefined && { client: { certFile: cert, keyFile: key, ...passphrase } }),
  }
}

import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { PreflightError, UsageError } from '../base/errors.js'
import type { ClientCertificate, Front, TlsOptions } from '../http/exchange.js'
import type { EventProfile, Target } from '../profile/event-profile.js'
import { canonicalHost, portOf } from '../profile/host-names.js'

/**
 * Every address of a target: those that `--resolve` gives, else all that DNS has, IPv6 only where there is no IPv4, since
 * one family has one path to measure. Throws a PreflightError when a name has none.
 */
export const frontsOf = async (
  target: Target,
  addressesOf: AddressLookup = dnsAddresses,
): Promise<readonly Front[]> => {
  const lists = await Promise.all(target.urls.map((url) => frontsOfUrl(new URL(url), target, addressesOf)))
  return lists.flat()
}

/** All addresses that DNS has for a name; rejects when there are none. */
export type AddressLookup = (name: string) => Promise<readonly LookupAddress[]>

const dnsAddresses: AddressLookup = (name) => lookup(name, { all: true })

/** How to speak TLS with a target; undefined when it is plain. A UsageError when one of its PEM files cannot be read. */
export const tlsOf = (target: Target, bounds: EventProfile['tls'] = undefined): TlsOptions | undefined => {
  if (!target.urls.some((url) => new URL(url).protocol === 'https:')) return undefined
  return { ...bounds, ...trustOf(target), ...(target.client && { client: clientOf(target.client) }) }
}

/** Whose certificates are trusted, also by servers of a platform whose front is plain. A UsageError when the PEM file cannot be read. */
export const trustOf = ({
  caFile,
  insecure,
}: Pick<Target, 'caFile' | 'insecure'>): Pick<TlsOptions, 'ca' | 'insecure'> => ({
  insecure,
  ...(caFile !== undefined && { ca: readPem(caFile, '--cacert', 'the certificate authority') }),
})

const clientOf = ({ certFile, keyFile, passphrase }: NonNullable<Target['client']>): ClientCertificate => ({
  cert: readPem(certFile, '--cert', 'the certificate to show'),
  key: readPem(keyFile, '--key', 'its key'),
  ...(passphrase !== undefined && { passphrase }),
})

const frontsOfUrl = async (url: URL, { resolve }: Target, addressesOf: AddressLookup): Promise<readonly Front[]> => {
  const name = canonicalHost(url.hostname)
  const port = portOf(url)
  const given = resolve.filter((entry) => canonicalHost(entry.host) === name && entry.port === port)
  const addresses = given.length > 0 ? given.map(({ address }) => address) : await found(name, addressesOf)
  return addresses.map((address) => ({ host: url.host, address, port }))
}

const found = async (name: string, addressesOf: AddressLookup): Promise<readonly string[]> => {
  if (isIP(name) !== 0) return [name]
  try {
    const all = await addressesOf(name)
    const v4 = all.filter(({ family }) => family === 4)
    return (v4.length > 0 ? v4 : all).map(({ address }) => address)
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw new PreflightError(`${name} has no address (${code}): check the name, or give one with --resolve`)
  }
}

const readPem = (file: string, path: string, what: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException
    throw new UsageError([{ path, value: `${file} (${code})`, remedy: `name a readable PEM file of ${what}` }])
  }
}

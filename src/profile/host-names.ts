import { isIPv4 } from 'node:net'

/** A host as it is compared: without case, without the dot at its end, an IPv6 literal without its brackets. */
export const canonicalHost = (host: string): string => {
  const bare = host.toLowerCase().replace(/\.$/, '')
  return bare.startsWith('[') && bare.endsWith(']') ? bare.slice(1, -1) : bare
}

/** The port that a URL means, its scheme's own where it names none. */
export const portOf = (url: URL): number => {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

/** Whether a host, in canonical form, is this machine for sure. */
export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

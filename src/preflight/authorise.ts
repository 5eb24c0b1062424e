import { isIPv4 } from 'node:net'
import { type Problem, UsageError } from '../base/errors.js'
import type { Target } from '../profile/event-profile.js'

/**
 * Throws a UsageError unless every host of the target that is not on this machine was named by
 * `--i-am-authorised-to-load`. Pure: asks no DNS and sends nothing.
 */
export const requireAuthorisation = (target: Target): void => {
  const authorised = new Set(target.authorisedHosts.map(canonical))
  const problems = foreignHosts(target)
    .filter((host) => !authorised.has(host))
    .map(
      (host): Problem => ({
        path: 'target',
        value: host,
        remedy: `is not on this machine; if you may put load on it, say so with --i-am-authorised-to-load ${host}`,
      }),
    )
  if (problems.length > 0) throw new UsageError(problems)
}

/** Whether every connection of the target stays on this machine. */
export const isLoopbackTarget = (target: Target): boolean => foreignHosts(target).length === 0

/** Hosts of the target that can be elsewhere, each once, as they have to be named. */
export const foreignHosts = ({ urls, resolve }: Target): readonly string[] => {
  const redirected = resolve.filter(({ address }) => !isLoopbackHost(canonical(address))).map(({ host }) => host)
  const reached = urls.map((url) => new URL(url)).filter((url) => !staysHere(url, resolve))
  return [...new Set([...reached.map(({ hostname }) => hostname), ...redirected].map(canonical))]
}

// A name that DNS answers for can lead anywhere; one that --resolve pins to loopback cannot.
const staysHere = (url: URL, resolve: Target['resolve']): boolean => {
  const host = canonical(url.hostname)
  const isPinned = resolve.some((entry) => canonical(entry.host) === host && entry.port === portOf(url))
  return isLoopbackHost(host) || isPinned
}

/** The port that a URL means, its scheme's own where it names none. */
export const portOf = (url: URL): number => {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

// Host names are without case, may end in a dot, and IPv6 literals stand in brackets in a URL.
const canonical = (host: string): string => {
  const bare = host.toLowerCase().replace(/\.$/, '')
  return bare.startsWith('[') && bare.endsWith(']') ? bare.slice(1, -1) : bare
}

const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))

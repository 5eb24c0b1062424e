import { type Problem, UsageError } from '../base/errors.js'
import type { Target } from '../profile/event-profile.js'
import { canonicalHost, isLoopbackHost, portOf } from '../profile/host-names.js'

/**
 * Throws a UsageError unless every host of the target that is not on this machine was named by
 * `--i-am-authorised-to-load`. Pure: asks no DNS and sends nothing.
 */
export const requireAuthorisation = (target: Target): void => {
  const problems = authorisationProblems(target)
  if (problems.length > 0) throw new UsageError(problems)
}

/** One problem for each host of the target that is not on this machine and was not named. */
export const authorisationProblems = (target: Target): readonly Problem[] => {
  const authorised = new Set(target.authorisedHosts.map(canonicalHost))
  return foreignHosts(target)
    .filter((host) => !authorised.has(host))
    .map((host) => ({
      path: 'target',
      value: host,
      remedy: `is not on this machine; if you may put load on it, say so with --i-am-authorised-to-load ${host}`,
    }))
}

/** Whether every connection of the target stays on this machine. */
export const isLoopbackTarget = (target: Target): boolean => foreignHosts(target).length === 0

/** Hosts of the target that can be elsewhere, each once, as they have to be named. */
export const foreignHosts = ({ urls, resolve }: Target): readonly string[] => {
  const redirected = resolve.filter(({ address }) => !isLoopbackHost(canonicalHost(address))).map(({ host }) => host)
  const reached = urls.map((url) => new URL(url)).filter((url) => !staysHere(url, resolve))
  return [...new Set([...reached.map(({ hostname }) => hostname), ...redirected].map(canonicalHost))]
}

// A name that DNS answers for can lead anywhere; one that --resolve pins to loopback cannot.
const staysHere = (url: URL, resolve: Target['resolve']): boolean => {
  const host = canonicalHost(url.hostname)
  const isPinned = resolve.some((entry) => canonicalHost(entry.host) === host && entry.port === portOf(url))
  return isLoopbackHost(host) || isPinned
}

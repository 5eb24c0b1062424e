import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { UsageError } from '../base/errors.js'
import { isLoopback } from '../fleet/source-addresses.js'
import type { Front } from '../http/exchange.js'
import type { EventProfile } from '../profile/event-profile.js'
import { frontsOf } from './target-fronts.js'

/**
 * Both of the checks below, as far as nobody has to be asked: of a target's fronts those whose address stands in the profile, and
 * those of a rehearsal, which are on loopback.
 */
export const requireSourceAddresses = async ({
  localIps,
  target,
}: Pick<EventProfile, 'localIps' | 'target'>): Promise<void> => {
  requireOwnAddresses(localIps)
  requireReach(localIps, target ? await frontsOf(target, async () => []) : [{ address: '127.0.0.1' }])
}

/**
 * Throws a UsageError that names every source address which this machine does not have. On Linux all of 127.0.0.0/8 is its
 * own, though no interface lists it.
 */
export const requireOwnAddresses = (
  localIps: readonly string[],
  own: ReadonlySet<string> = ownAddresses(),
  isLoopbackWide: boolean = process.platform === 'linux',
): void => {
  const problems = localIps
    .filter((address) => !own.has(address) && !(isLoopbackWide && isLoopback(address)))
    .map((value) => ({
      path: 'localIps',
      value,
      remedy: `is no address of this machine, which has ${[...own].join(', ')}; name one of these, or add it as root: ip addr add ${value}/${isIP(value) === 4 ? 32 : 128} dev INTERFACE`,
    }))
  if (problems.length > 0) throw new UsageError(problems)
}

/** Throws a UsageError that names every source address from which a front's address cannot be reached at all. */
export const requireReach = (
  localIps: readonly string[],
  fronts: readonly Pick<Front, 'address'>[],
  own: ReadonlySet<string> = ownAddresses(),
): void => {
  const problems = localIps.flatMap((value) => {
    const reason = fronts.map(({ address }) => obstacle(value, address, own)).find((found) => found !== undefined)
    return reason === undefined ? [] : [{ path: 'localIps', value, remedy: reason }]
  })
  if (problems.length > 0) throw new UsageError(problems)
}

const obstacle = (source: string, front: string, own: ReadonlySet<string>): string | undefined => {
  const family = isIP(front)
  if (isIP(source) !== family)
    return `is of IPv${isIP(source)}, and the front's ${front} of IPv${family}; name addresses of IPv${family}`
  const isHere = isLoopback(front) || own.has(front)
  return isLoopback(source) && !isHere
    ? `reaches this machine alone, not the front's ${front}; name addresses of a network`
    : undefined
}

const ownAddresses = (): ReadonlySet<string> =>
  new Set(Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address)))

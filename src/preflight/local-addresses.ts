import { networkInterfaces } from 'node:os'
import { UsageError } from '../base/errors.js'
import { isLoopback } from '../fleet/source-addresses.js'

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
      remedy: `is no address of this machine, which has ${[...own].join(', ')}`,
    }))
  if (problems.length > 0) throw new UsageError(problems)
}

const ownAddresses = (): ReadonlySet<string> =>
  new Set(Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address)))

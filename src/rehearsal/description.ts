import type { RehearsalSize } from '../profile/event-profile.js'
import { titleOf } from '../servers/server-packages.js'
import type { Nginx } from './find-nginx.js'

/** One line that says what a stack is made of, which of it is modelled, and what is meant to go wrong. */
export const describeStack = (
  size: RehearsalSize,
  front: Nginx | 'built-in',
  fronts: number,
  realCassandra?: number,
): string => {
  const scheme = size.plain ? 'plain' : 'TLS'
  const frontPart =
    front === 'built-in'
      ? `${fronts} built-in front (${scheme}), not nginx`
      : `${fronts} nginx ${front.version} (${scheme})`
  const faults = size.faults.length === 0 ? '' : `; faults: ${size.faults.join(', ')}`
  const scarce = size.scarce?.length ? `; scarce: ${size.scarce.join(', ')}` : ''
  const warm = size.warmCaches ? '; warm caches' : ''
  const stores =
    realCassandra === undefined
      ? `${size.cassandra} Cassandra, ${size.elasticsearch} Elasticsearch (modelled)`
      : `(modelled) before ${realCassandra} ${titleOf('cassandra')} and 1 ${titleOf(size.search ?? 'elasticsearch')}, real`
  const separator = realCassandra === undefined ? ',' : ''
  return `rehearsal on loopback: ${frontPart}, ${size.jetty} Jetty${separator} ${stores}${scarce}${warm}${faults}`
}

import { beansOf } from '../jolokia/bean.js'
import { readOf } from '../jolokia/jolokia-request.js'
import type { MbeanPart } from '../jolokia/mbean-part.js'
import { toldSignal } from '../jolokia/told-signal.js'
import { EHCACHE_BEANS } from './remedies.js'

/** Hits and misses of each of Ehcache's caches. */
export const CACHES_PART: MbeanPart = {
  what: "hits and misses of Ehcache's caches",
  remedy: EHCACHE_BEANS,
  requests: [readOf('net.sf.ehcache:type=CacheStatistics,*', 'CacheHits', 'CacheMisses')],
  read: ([caches]) => ({
    signals: beansOf(caches).flatMap(({ properties, attributes }) => {
      const of = properties.get('name')
      return [
        ...toldSignal('cache-hits', attributes.get('CacheHits'), { of }),
        ...toldSignal('cache-misses', attributes.get('CacheMisses'), { of }),
      ]
    }),
  }),
}

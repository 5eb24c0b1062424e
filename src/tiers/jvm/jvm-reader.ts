import type { Tier } from '../../metrics/tier.js'
import { attributesOf, beansOf, wordOf } from '../jolokia/bean.js'
import { JolokiaClient } from '../jolokia/jolokia-client.js'
import { readOf } from '../jolokia/jolokia-request.js'
import { MbeanReader, type ServerName } from '../jolokia/mbean-reader.js'
import type { NodeReader } from '../node-reader.js'
import { type SourceAddress, SourceClient } from '../source-client.js'
import { CACHES_PART } from './caches-part.js'
import { JVM_PART } from './jvm-part.js'
import { REQUESTS_PART } from './requests-part.js'
import { SESSIONS_PART } from './sessions-part.js'
import { THREAD_POOL_PART } from './thread-pool-part.js'

/** Reads one JVM through its Jolokia agent, `http://host:8778/jolokia`; that of a Jetty also for what Jetty and its caches count. */
export const jvmReader = (address: SourceAddress, tier: Tier = 'jetty'): NodeReader =>
  new MbeanReader({
    source: 'jvm',
    tier,
    client: new JolokiaClient(new SourceClient(address)),
    parts: tier === 'jetty' ? [JVM_PART, ...JETTY_PARTS] : [JVM_PART],
    about: JVM_NAME,
  })

const JETTY_PARTS = [THREAD_POOL_PART, REQUESTS_PART, SESSIONS_PART, CACHES_PART]

const JVM_NAME: ServerName = {
  unlessFound: 'does not tell what JVM it is; its policy has to allow reading java.lang:*',
  requests: [
    readOf('java.lang:type=Runtime', 'VmName', 'VmVersion'),
    readOf('org.eclipse.jetty.server:type=server,*', 'version'),
  ],
  read: ([runtime, jetty]) => {
    const vm = wordOf(attributesOf(runtime).get('VmName'))
    if (vm === undefined) return undefined
    const vmVersion = wordOf(attributesOf(runtime).get('VmVersion'))
    const jettyVersion = wordOf(beansOf(jetty)[0]?.attributes.get('version'))
    return [...(jettyVersion === undefined ? [] : [`Jetty ${jettyVersion}`]), [vm, vmVersion].join(' ').trim()].join(
      ', ',
    )
  },
}

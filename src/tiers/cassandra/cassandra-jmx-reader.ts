import { attributesOf, wordOf } from '../jolokia/bean.js'
import { JolokiaClient } from '../jolokia/jolokia-client.js'
import { readOf } from '../jolokia/jolokia-request.js'
import { MbeanReader, type ServerName } from '../jolokia/mbean-reader.js'
import { JVM_PART } from '../jvm/jvm-part.js'
import type { NodeReader } from '../node-reader.js'
import { type SourceAddress, SourceClient } from '../source-client.js'
import { BACKLOG_PART } from './backlog-part.js'
import { latencyPart } from './latency-part.js'
import { POOLS_PART } from './pools-part.js'
import { REFUSALS_PART } from './refusals-part.js'

/** Reads one node of Cassandra 1.2 to 5.0 through the Jolokia agent in its JVM, `http://host:8778/jolokia`. */
export const cassandraJmxReader = (address: SourceAddress): NodeReader =>
  new MbeanReader({
    source: 'cassandra-jmx',
    tier: 'cassandra',
    client: new JolokiaClient(new SourceClient(address)),
    parts: [latencyPart(), REFUSALS_PART, POOLS_PART, BACKLOG_PART, JVM_PART],
    about: CASSANDRA_NAME,
  })

const CASSANDRA_NAME: ServerName = {
  unlessFound: "is a JVM without Cassandra's beans, or its policy forbids reading org.apache.cassandra.db:*",
  requests: [readOf('org.apache.cassandra.db:type=StorageService', 'ReleaseVersion')],
  read: ([service]) => {
    const version = wordOf(attributesOf(service).get('ReleaseVersion'))
    return version === undefined ? undefined : `Cassandra ${version}`
  },
}

/** One file in a Maven repository. */
export interface Artifact {
  readonly group: string
  readonly artifact: string
  readonly version: string
  /** `jar` where it is left out. */
  readonly type?: 'zip'
  readonly classifier?: string
}

/** What a server is made of: all that Maven brings for it, into the folders named as the keys are. */
export interface ServerPackage {
  /** As people call it. */
  readonly title: string
  readonly version: string
  /** What comes over the network, roughly, where Maven has nothing of it yet. */
  readonly downloadMib: number
  /** Jars with all that they need. */
  readonly lib: readonly Artifact[]
  /** Single jars, without their versions in their names. */
  readonly agents: readonly Artifact[]
  /** Archives, unpacked. */
  readonly unpacked: readonly Artifact[]
}

const JOLOKIA: Artifact = {
  group: 'org.jolokia',
  artifact: 'jolokia-agent-jvm',
  version: '2.6.0',
  classifier: 'javaagent',
}

const ELASTICSEARCH = '7.17.29'
const OPENSEARCH = '2.19.6'

/** Every package there is, by the name that starts and fetches it. Coordinates and versions stand nowhere else. */
export const SERVER_PACKAGES = {
  cassandra: {
    title: 'Cassandra',
    version: '5.0.9',
    downloadMib: 68,
    lib: [{ group: 'org.apache.cassandra', artifact: 'cassandra-all', version: '5.0.9' }],
    agents: [JOLOKIA],
    unpacked: [],
  },
  'cassandra-4.1': {
    title: 'Cassandra',
    version: '4.1.10',
    downloadMib: 49,
    lib: [{ group: 'org.apache.cassandra', artifact: 'cassandra-all', version: '4.1.10' }],
    agents: [JOLOKIA],
    unpacked: [],
  },
  elasticsearch: {
    title: 'Elasticsearch',
    version: ELASTICSEARCH,
    downloadMib: 33,
    lib: [
      { group: 'org.elasticsearch', artifact: 'elasticsearch', version: ELASTICSEARCH },
      { group: 'org.elasticsearch.plugin', artifact: 'transport-netty4-client', version: ELASTICSEARCH },
      // No dependency of its own; of the version of its log4j-api.
      { group: 'org.apache.logging.log4j', artifact: 'log4j-core', version: '2.17.1' },
    ],
    agents: [JOLOKIA],
    unpacked: [],
  },
  opensearch: {
    title: 'OpenSearch',
    version: OPENSEARCH,
    downloadMib: 46,
    lib: [
      { group: 'org.opensearch', artifact: 'opensearch', version: OPENSEARCH },
      { group: 'org.opensearch.plugin', artifact: 'transport-netty4-client', version: OPENSEARCH },
      { group: 'org.apache.logging.log4j', artifact: 'log4j-core', version: '2.25.4' },
    ],
    agents: [JOLOKIA],
    unpacked: [],
  },
  jetty: {
    title: 'Jetty',
    version: '9.4.58.v20250814',
    downloadMib: 35,
    // Of the application that it serves.
    lib: [
      { group: 'io.dropwizard.metrics', artifact: 'metrics-servlets', version: '4.2.38' },
      { group: 'com.yammer.metrics', artifact: 'metrics-servlet', version: '2.2.0' },
      { group: 'org.apache.cassandra', artifact: 'java-driver-core', version: '4.19.3' },
      { group: 'org.elasticsearch.client', artifact: 'elasticsearch-rest-client', version: ELASTICSEARCH },
    ],
    agents: [JOLOKIA],
    unpacked: [
      { group: 'org.eclipse.jetty', artifact: 'jetty-distribution', version: '9.4.58.v20250814', type: 'zip' },
    ],
  },
  // For Java before 11.
  'jolokia-1': {
    title: 'Jolokia agent',
    version: '1.7.2',
    downloadMib: 1,
    lib: [],
    agents: [{ group: 'org.jolokia', artifact: 'jolokia-jvm', version: '1.7.2' }],
    unpacked: [],
  },
  opentelemetry: {
    title: 'OpenTelemetry Java agent',
    version: '2.33.1',
    downloadMib: 27,
    lib: [],
    agents: [{ group: 'io.opentelemetry.javaagent', artifact: 'opentelemetry-javaagent', version: '2.33.1' }],
    unpacked: [],
  },
} as const satisfies Readonly<Record<string, ServerPackage>>

export type PackageName = keyof typeof SERVER_PACKAGES

/** A package as one of the table, whatever it consists of. */
export const packageOf = (name: PackageName): ServerPackage => SERVER_PACKAGES[name]

/** `Cassandra 5.0.9`. */
export const titleOf = (name: PackageName): string => `${packageOf(name).title} ${packageOf(name).version}`

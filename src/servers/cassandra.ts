import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PreflightError } from '../base/errors.js'
import { cassandraJvm } from './cassandra-jvm.js'
import { cassandraYaml } from './cassandra-yaml.js'
import { fetchedServer } from './fetch-server.js'
import { type ServerPlace, startJavaServer } from './java-server.js'
import type { Server, ServerOptions } from './server.js'
import { titleOf } from './server-packages.js'

/** A node that serves CQL. */
export interface Cassandra extends Server {
  /** `address:port` at which nodes talk with each other: a seed for the next one. */
  readonly seed: string
}

export interface CassandraOptions extends ServerOptions {
  readonly release?: 'cassandra' | 'cassandra-4.1'
  /** Nodes of the cluster to join; without any the node is a cluster of its own. */
  readonly seeds?: readonly string[]
  /** Its place on the ring, where that is not left to the node. */
  readonly token?: string
}

/** For small data on a small machine. */
const HEAP_MB = 384
const READY_WITHIN_MS = 150_000
const PORTS = [9042, 9142, 9242, 9342]
const STORAGE_OFFSET = 1

/** Starts one node, and resolves when it takes CQL. See `startJavaServer` for how it ends, and how it fails. */
export const startCassandra = async (options: CassandraOptions = {}): Promise<Cassandra> => {
  const { release = 'cassandra', heapMb = HEAP_MB, parentFolder, cache } = options
  const server = await startJavaServer({
    title: titleOf(release),
    files: (await fetchedServer(release, cache)).folder,
    ports: PORTS,
    heapMb,
    ...(parentFolder !== undefined && { parentFolder }),
    ...(options.agents && { agents: options.agents }),
    readyWithinMs: READY_WITHIN_MS,
    prepare: (place) => prepare(place, options, release === 'cassandra-4.1'),
    isReady: async ({ logPath }) => (await readFile(logPath, 'utf8')).includes('Startup complete'),
  })
  return { ...server, seed: `${server.address}:${server.port + STORAGE_OFFSET}` }
}

const prepare = async (
  place: ServerPlace,
  options: CassandraOptions,
  isRelease4: boolean,
): Promise<readonly string[]> => {
  const { folder, files, address, port } = place
  const storagePort = port + STORAGE_OFFSET
  const { seeds = [`${address}:${storagePort}`], token } = options
  const yaml = cassandraYaml({
    folder,
    address,
    port,
    storagePort,
    seeds,
    isRelease4,
    ...(token !== undefined && { token }),
  })
  await writeFile(join(folder, 'cassandra.yaml'), yaml)
  await writeFile(join(folder, 'logback.xml'), LOGBACK)
  const lib = join(files, 'lib')
  const jamm = (await readdir(lib)).find((name) => /^jamm-.*\.jar$/.test(name))
  if (jamm === undefined)
    throw new PreflightError(`there is no jamm in ${lib}: remove that folder, so that it is fetched again`)
  return [
    ...cassandraJvm(folder, isRelease4, options.seeds !== undefined),
    `-javaagent:${join(lib, jamm)}`,
    '-cp',
    join(lib, '*'),
    DAEMON,
  ]
}

const DAEMON = 'org.apache.cassandra.service.CassandraDaemon'

const LOGBACK = `<configuration>
  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%-5level %date{yyyy-MM-dd HH:mm:ss.SSS} %logger{0} %msg%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="OUT" /></root>
</configuration>
`

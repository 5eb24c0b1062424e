import { constants } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answersOk } from './answers-ok.js'
import { compileJava } from './compile-java.js'
import { fetchedServer } from './fetch-server.js'
import { type ServerPlace, startJavaServer } from './java-server.js'
import { javaSource } from './java-source.js'
import { openTelemetryAgent } from './open-telemetry-agent.js'
import type { Server, ServerOptions } from './server.js'
import { packageOf, titleOf } from './server-packages.js'

export interface JettyOptions extends ServerOptions {
  /** `address:port` of the Cassandra nodes that the application reads and writes at; without any it has none. */
  readonly cassandra?: readonly string[]
  /** Copies of each post in Cassandra. */
  readonly replication?: number
  /** URL of the Elasticsearch or OpenSearch node that it searches at; absent: none. */
  readonly search?: string
  /** The most threads that serve requests; Jetty's own number where it is left out. */
  readonly threads?: number
  /** URL to which an OpenTelemetry agent sends the spans of traced requests; absent: no agent. */
  readonly otlp?: string
}

/** For small data on a small machine. */
const HEAP_MB = 192
const READY_WITHIN_MS = 90_000
const PORTS = [8080, 8180, 8280, 8380]

/**
 * Starts Jetty with the application of `java/app`, and resolves when that shows a page. The stores that it is told of must be up.
 * See `startJavaServer` for how it ends, and how it fails.
 */
export const startJetty = async (options: JettyOptions = {}): Promise<Server> => {
  const { heapMb = HEAP_MB, parentFolder, cache } = options
  return startJavaServer({
    title: titleOf('jetty'),
    files: (await fetchedServer('jetty', cache)).folder,
    ports: PORTS,
    heapMb,
    ...(parentFolder !== undefined && { parentFolder }),
    ...(options.agents && { agents: options.agents }),
    readyWithinMs: READY_WITHIN_MS,
    prepare: (place) => prepare(place, options),
    isReady: ({ address, port }) => answersOk(`http://${address}:${port}/tatami/page`),
  })
}

const prepare = async (place: ServerPlace, options: JettyOptions): Promise<readonly string[]> => {
  const { folder, files, address, port } = place
  const home = join(files, 'unpacked', `jetty-distribution-${packageOf('jetty').version}`)
  const base = join(folder, 'base')
  await layOut(place, home, join(base, 'webapps', 'ROOT'))
  await writeFile(join(base, 'start.ini'), MODULES.map((name) => `--module=${name}\n`).join(''))
  return [
    ...(options.otlp === undefined ? [] : await openTelemetryAgent(options.otlp, options.cache)),
    // Yammer's gauges of the JVM look into it.
    '--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED',
    ...properties(options),
    '-jar',
    join(home, 'start.jar'),
    `jetty.home=${home}`,
    `jetty.base=${base}`,
    `jetty.http.host=${address}`,
    `jetty.http.port=${port}`,
    ...(options.threads === undefined ? [] : [`jetty.threadPool.maxThreads=${options.threads}`]),
  ]
}

const MODULES = ['http', 'deploy', 'stats', 'jmx']

const properties = ({ cassandra = [], replication = 1, search }: JettyOptions): readonly string[] => [
  ...(cassandra.length === 0 ? [] : [`-Dapp.cassandra=${cassandra.join(',')}`, `-Dapp.replication=${replication}`]),
  ...(search === undefined ? [] : [`-Dapp.search=${search}`]),
]

// The application as a folder, as a WAR would be unpacked.
const layOut = async ({ files, jdk }: ServerPlace, home: string, root: string): Promise<void> => {
  const inf = join(root, 'WEB-INF')
  const libraries = join(files, 'lib')
  await mkdir(join(inf, 'classes'), { recursive: true })
  await cp(javaSource('app', 'WEB-INF', 'web.xml'), join(inf, 'web.xml'))
  await cp(libraries, join(inf, 'lib'), { recursive: true, mode: constants.COPYFILE_FICLONE })
  await compileJava(jdk, {
    sources: javaSource('app', 'tatami'),
    classPath: [join(libraries, '*'), join(home, 'lib', 'servlet-api-3.1.jar')],
    into: join(inf, 'classes'),
  })
}

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answersOk } from './answers-ok.js'
import { fetchedServer } from './fetch-server.js'
import { type ServerPlace, startJavaServer } from './java-server.js'
import { javaSource } from './java-source.js'
import type { Server, ServerOptions } from './server.js'
import { titleOf } from './server-packages.js'

/** What Elasticsearch and OpenSearch differ in, seen from here. */
export interface SearchProduct {
  readonly name: 'elasticsearch' | 'opensearch'
  /** Class of `java/search` that is one node. */
  readonly launcher: string
  readonly systemProperty: string
}

/** For small data on a small machine. */
const HEAP_MB = 384
const READY_WITHIN_MS = 60_000
const PORTS = [9200, 9300, 9400, 9500]
const TRANSPORT_OFFSET = 1

/** Starts a cluster of one node, and resolves when it answers over REST. */
export const startSearchNode = async (product: SearchProduct, options: ServerOptions = {}): Promise<Server> => {
  const { heapMb = HEAP_MB, parentFolder, cache } = options
  return startJavaServer({
    title: titleOf(product.name),
    files: (await fetchedServer(product.name, cache)).folder,
    ports: PORTS,
    heapMb,
    ...(parentFolder !== undefined && { parentFolder }),
    readyWithinMs: READY_WITHIN_MS,
    prepare: (place) => prepare(place, product),
    isReady: ({ address, port }) => answersOk(`http://${address}:${port}/_cluster/health`),
  })
}

const prepare = async (place: ServerPlace, { launcher, systemProperty }: SearchProduct): Promise<readonly string[]> => {
  const { folder, files } = place
  for (const name of ['config', 'plugins', 'logs']) await mkdir(join(folder, name))
  const log4j = join(folder, 'config', 'log4j2.properties')
  await writeFile(log4j, LOG4J)
  return [
    '-XX:MaxDirectMemorySize=128m',
    `-D${systemProperty}.set.netty.runtime.available.processors=false`,
    '-Dlog4j2.disable.jmx=true',
    `-Dlog4j2.configurationFile=${log4j}`,
    '-cp',
    join(files, 'lib', '*'),
    // Compiled as it is started: it is a page, and needs no place for its class file.
    javaSource('search', `${launcher}.java`),
    ...Object.entries(settingsOf(place)).map(([name, value]) => `${name}=${value}`),
  ]
}

const settingsOf = ({ folder, address, port }: ServerPlace) => ({
  'cluster.name': 'tatami-load',
  'path.home': folder,
  'path.data': join(folder, 'data'),
  'path.logs': join(folder, 'logs'),
  'network.host': address,
  'http.port': port,
  'transport.port': port + TRANSPORT_OFFSET,
  'discovery.type': 'single-node',
  'transport.type': 'netty4',
  'http.type': 'netty4',
  // A full disk is no matter of throw-away data.
  'cluster.routing.allocation.disk.threshold_enabled': false,
})

const LOG4J = `status = error
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %-5p %d{ISO8601} %c{1} %m%n
rootLogger.level = info
rootLogger.appenderRef.out.ref = out
`

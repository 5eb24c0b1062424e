import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dyingWithParent } from './dying-with-parent.js'
import { findJdk, type Jdk } from './jdk.js'
import { jolokiaAgent, jolokiaAnswers, jolokiaJar } from './jolokia-agent.js'
import { lastLine } from './last-line.js'
import { lastLines } from './last-lines.js'
import { readyWithin } from './ready-within.js'
import type { Server, ServerOptions } from './server.js'
import { Stack } from './stack.js'
import { StackProcess } from './stack-process.js'
import { untilTrue } from './until-true.js'

/** Where one server lives. Its further ports follow the one that it serves on. */
export interface ServerPlace {
  /** Of its own, gone with it. */
  readonly folder: string
  /** Of the fetched files. */
  readonly files: string
  readonly address: string
  readonly port: number
  readonly logPath: string
  readonly jdk: Jdk
}

/** What makes one kind of server of a JVM. */
export interface JavaServer {
  /** `Cassandra 5.0.9`. */
  readonly title: string
  /** Folder of the fetched files. */
  readonly files: string
  /** The port to serve on, and others for where that one is taken. */
  readonly ports: readonly number[]
  readonly heapMb: number
  readonly parentFolder?: string
  readonly agents?: ServerOptions['agents']
  readonly readyWithinMs: number
  /** Writes what the server reads into its folder; answers the arguments of `java`, those that are of all servers apart. */
  prepare(place: ServerPlace): Promise<readonly string[]>
  isReady(place: ServerPlace): Promise<boolean>
}

/** The port of the Jolokia agent, after that of the server. */
const JOLOKIA_OFFSET = 2
const LAST_LINES = 5
/** Lines in which a JVM, or a server in it, says why it ends. */
const TELLING = /^(?:Error|Exception|FATAL|ERROR)\b|Exception in thread|Failed startup of context/

/**
 * Starts a server in a folder of its own and resolves when it and its Jolokia agent answer. Rejects with one sentence when
 * it does not; nothing is left behind then. It ends with this process, however that one ends.
 */
export const startJavaServer = async (kind: JavaServer, env = process.env): Promise<Server> => {
  const jdk = await findJdk(env)
  const stack = await Stack.open(kind.parentFolder)
  try {
    const { address, port } = await stack.claim(kind.ports)
    const { folder } = stack
    const place = { folder, files: kind.files, address, port, logPath: join(folder, 'server.log'), jdk }
    await mkdir(join(folder, 'tmp'))
    const args = [...commonArguments(kind, place), ...(await kind.prepare(place))]
    const name = `${kind.title} at ${address}:${port}`
    const part = stack.adopt(new StackProcess(name, spawnJava(place, args, env)))
    await untilReady(kind, place, part)
    return serverOf(name, place, part, stack)
  } catch (error) {
    await stack.stop()
    throw error
  }
}

const jolokiaPort = ({ port }: ServerPlace): number => port + JOLOKIA_OFFSET

const commonArguments = ({ heapMb, agents = jolokiaAgent }: JavaServer, place: ServerPlace): readonly string[] => [
  `-Xms${heapMb}m`,
  `-Xmx${heapMb}m`,
  '-XX:+UseSerialGC',
  // Two cores are shared by all of a stack: code that is compiled soon is worth more than code that is compiled best.
  '-XX:TieredStopAtLevel=1',
  '-Djava.net.preferIPv4Stack=true',
  `-Djava.io.tmpdir=${join(place.folder, 'tmp')}`,
  ...agents({ jar: jolokiaJar(place.files), address: place.address, port: jolokiaPort(place) }),
]

const spawnJava = ({ folder, logPath, jdk }: ServerPlace, args: readonly string[], env: NodeJS.ProcessEnv) => {
  const log = openSync(logPath, 'w')
  try {
    // Every part of a stack works in the stack's folder: that is how the watchdog knows them.
    const call = dyingWithParent(jdk.java, args)
    return spawn(...call, { cwd: folder, detached: true, env: cleared(env), stdio: ['ignore', log, log] })
  } finally {
    closeSync(log)
  }
}

// Heaps and agents that the user's own variables ask for are meant for other programs.
const cleared = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS, _JAVA_OPTIONS, CLASSPATH, ...others } = env
  return others
}

const untilReady = async (kind: JavaServer, place: ServerPlace, part: StackProcess): Promise<void> => {
  const givingUp = new AbortController()
  const isUp = async () => (await kind.isReady(place)) && (await jolokiaAnswers(place.address, jolokiaPort(place)))
  try {
    const lastWords = () => lastLine(place.logPath, TELLING)
    await readyWithin(untilTrue(isUp, givingUp.signal), part, kind.readyWithinMs, lastWords)
  } finally {
    givingUp.abort()
  }
}

const serverOf = (name: string, place: ServerPlace, part: StackProcess, stack: Stack): Server => {
  const { address, port, logPath } = place
  return {
    name,
    address,
    port,
    pid: part.pid ?? -1,
    logPath,
    jolokia: `http://${address}:${jolokiaPort(place)}/jolokia`,
    died: stack.died.then((cause) => [cause, ...lastLines(logPath, LAST_LINES)].join('\n  ')),
    stop: () => stack.stop(),
  }
}

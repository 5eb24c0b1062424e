import { join } from 'node:path'
import { answersOk } from './answers-ok.js'
import type { AgentPlace } from './server.js'

/** The agent's jar among a server's files. */
export const jolokiaJar = (files: string): string => join(files, 'agents', 'jolokia-agent-jvm-javaagent.jar')

/** Arguments of `java` that have a JVM tell its MBeans over HTTP. */
export const jolokiaAgent = ({ jar, address, port }: AgentPlace): readonly string[] => [
  `-javaagent:${jar}=port=${port},host=${address},discoveryEnabled=false`,
]

/** Whether it does. Where its port is taken the agent only prints a line, and its JVM goes on without it. */
export const jolokiaAnswers = (address: string, port: number): Promise<boolean> =>
  answersOk(`http://${address}:${port}/jolokia/version`)

import { join } from 'node:path'
import { answersOk } from './answers-ok.js'

/** Argument of `java` that has a JVM tell its MBeans over HTTP. */
export const jolokiaAgent = (files: string, address: string, port: number): string =>
  `-javaagent:${join(files, 'agents', 'jolokia-agent-jvm-javaagent.jar')}=port=${port},host=${address},discoveryEnabled=false`

/** Whether it does. Where its port is taken the agent only prints a line, and its JVM goes on without it. */
export const jolokiaAnswers = (address: string, port: number): Promise<boolean> =>
  answersOk(`http://${address}:${port}/jolokia/version`)

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Target } from '../../src/profile/event-profile.js'
import type { FromNodes, ToNodes } from '../../src/rehearsal/messages.js'

const ENTRY = new URL('../../dist/rehearsal/nodes-process.js', import.meta.url)
const START: ToNodes = {
  kind: 'start',
  size: { nginx: 1, jetty: 2, cassandra: 3, elasticsearch: 3, plain: true, faults: [] },
  population: 100,
  seed: 1,
  address: '127.0.0.1',
}

/** The application nodes of the embedded stack, as built, in a process of their own. */
export interface RehearsalNode {
  readonly target: Target
  stop(): Promise<void>
}

export const startNode = async (): Promise<RehearsalNode> => {
  const child = fork(ENTRY, [], { execArgv: [] })
  const heard = once(child, 'message')
  child.send(START)
  const [message]: readonly FromNodes[] = await heard
  if (message?.kind !== 'ready') throw new Error(`the application nodes did not come up: ${JSON.stringify(message)}`)
  return { target: targetAt(`http://127.0.0.1:${message.jettyPorts[0]}`), stop: () => stopped(child) }
}

/** A plain target at this address. */
export const targetAt = (url: string): Target => ({ urls: [url], resolve: [], insecure: false, authorisedHosts: [] })

const stopped = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.disconnect()
  await gone
}

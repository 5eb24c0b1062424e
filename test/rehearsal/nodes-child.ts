import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RehearsalSize } from '../../src/profile/event-profile.js'
import type { FromNodes, ToNodes } from '../../src/rehearsal/messages.js'

/** The built process: one of the sources would need a loader of its own. */
export const NODES_ENTRY = fileURLToPath(new URL('../../dist/rehearsal/nodes-process.js', import.meta.url))

export interface NodesChild {
  readonly pid: number
  /** What it said to `start`. */
  readonly said: FromNodes
  /** Where the application nodes answer, node 1 first. */
  readonly nodes: readonly string[]
  readonly gate: string
  readonly child: ChildProcess
  setEpoch(epochUs: number): void
  stop(): Promise<void>
}

/** Starts a real process that hosts application nodes and waits until they listen, or it refuses. */
export const startNodesChild = async (size: Partial<RehearsalSize> = {}, population = 2_000): Promise<NodesChild> => {
  const child = fork(NODES_ENTRY, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  const tell = (message: ToNodes) => child.send(message)
  const whole = { nginx: 1, jetty: 2, cassandra: 3, elasticsearch: 3, plain: true, faults: [], ...size }
  tell({ kind: 'start', size: whole, population, seed: 7, address: '127.0.0.1' })
  const said = await Promise.race([
    answerOf(child),
    ended.then(([code]) => Promise.reject(new Error(`ended: ${code}`))),
  ])
  const ready = said.kind === 'ready' ? said : { jettyPorts: [], gatePort: undefined }
  return {
    pid: child.pid ?? 0,
    said,
    nodes: ready.jettyPorts.map((port) => `http://127.0.0.1:${port}`),
    gate: `http://127.0.0.1:${ready.gatePort ?? 0}`,
    child,
    setEpoch: (epochUs) => tell({ kind: 'epoch', epochUs }),
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

const answerOf = async (child: ChildProcess): Promise<FromNodes> => {
  // The parent's half of `messages.ts`.
  const [message]: FromNodes[] = await once(child, 'message')
  if (message === undefined) throw new Error('the process said nothing')
  return message
}

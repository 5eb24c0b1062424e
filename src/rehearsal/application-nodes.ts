import { PreflightError } from '../base/errors.js'
import { lastLine } from '../servers/last-line.js'
import { readyWithin } from '../servers/ready-within.js'
import type { Stack } from '../servers/stack.js'
import { StackProcess } from '../servers/stack-process.js'
import { forkPart } from './fork-part.js'
import type { FromNodes, ToNodes } from './messages.js'

/** The process of the application nodes, up and listening. */
export interface ApplicationNodes {
  readonly process: StackProcess
  /** `address:port` of each node. */
  readonly nodes: readonly string[]
  /** `address:port` of the responder that nginx asks before each request; absent while no fault concerns nginx. */
  readonly gate?: string
  setEpoch(epochUs: number): void
}

const READY_WITHIN_MS = 30_000
/** Real stores are filled before. */
const STORES_READY_WITHIN_MS = 10 * 60_000

/**
 * Starts the process that hosts the application nodes and the store models as a part of the stack. Rejects with one
 * sentence when it refuses, ends or does not answer.
 */
export const startNodes = async (
  entry: string,
  stack: Stack,
  start: Extract<ToNodes, { kind: 'start' }>,
  told: (text: string) => void = () => undefined,
): Promise<ApplicationNodes> => {
  const errors = `${stack.folder}/application-nodes.err`
  const child = forkPart(entry, stack.folder, errors)
  const nodes = stack.adopt(new StackProcess('the process of the application nodes', child))
  const tell = (message: ToNodes): void => {
    // Whoever died in this very moment cannot be told; its exit is reported by itself.
    if (child.connected) child.send(message, () => undefined)
  }
  const ready = new Promise<Extract<FromNodes, { kind: 'ready' }>>((resolve, reject) => {
    child.on('message', (message) => {
      const heard = message as FromNodes
      if (heard.kind === 'ready') resolve(heard)
      else if (heard.kind === 'progress') told(heard.text)
      else reject(new PreflightError(heard.message))
    })
  })
  tell(start)
  const withinMs = start.stores ? STORES_READY_WITHIN_MS : READY_WITHIN_MS
  const { jettyPorts, gatePort } = await readyWithin(ready, nodes, withinMs, () => lastLine(errors))
  const at = (port: number): string => `${start.address}:${port}`
  return {
    process: nodes,
    nodes: jettyPorts.map(at),
    ...(gatePort !== undefined && { gate: at(gatePort) }),
    setEpoch: (epochUs) => tell({ kind: 'epoch', epochUs }),
  }
}

import { growDescriptorTable } from '../base/descriptor-table.js'
import { type HostedNodes, hostNodes, type StartNodes } from './hosted-nodes.js'
import type { FromNodes, ToNodes } from './messages.js'

// The process that hosts the application nodes; `messages.ts` says what it is told and tells.

// The connections that fronts keep open, and one for each request that waits in the worst second of a large rehearsal.
const DESCRIPTORS = 4_096

let hosted: HostedNodes | undefined

const tell = (message: FromNodes): void => {
  process.send?.(message)
}

const start = async (message: StartNodes): Promise<void> => {
  try {
    growDescriptorTable(DESCRIPTORS)
    hosted = await hostNodes(message, (text) => tell({ kind: 'progress', text }))
    tell(hosted.ready)
  } catch (error) {
    tell({ kind: 'refused', message: error instanceof Error ? error.message : String(error) })
  }
}

// What comes over the channel was sent by the parent's half of `messages.ts`.
process.on('message', (message: ToNodes) => {
  if (message.kind === 'start') void start(message)
  else hosted?.setEpoch(message.epochUs)
})
// The parent is gone, whatever became of it.
process.on('disconnect', () => process.exit(0))
// Ctrl-C goes to the whole process group; when the nodes end is for the parent to say.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

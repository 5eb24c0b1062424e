import { lastLine } from '../servers/last-line.js'
import type { Stack } from '../servers/stack.js'
import { StackProcess } from '../servers/stack-process.js'
import { forkPart } from './fork-part.js'
import type { FrontPlace } from './front-place.js'
import type { FrontKind } from './fronts.js'

/** What the process of a built-in front is told. */
export interface BuiltInPlace extends FrontPlace {
  readonly accessLog: string
}

/** Fronts for machines without nginx: processes of our own that behave and log alike. */
export const builtInFronts = (entry: string): FrontKind => ({
  // A front of ours is one process, so it has as many addresses as an nginx has workers.
  addresses: ({ workers }, count) => workers * count,
  start: async (stack, place) => start(entry, stack, place),
  accessLog: accessLogPath,
  complaint: (stack, place) => lastLine(errorPath(stack, place)),
})

const start = (entry: string, stack: Stack, place: FrontPlace): StackProcess => {
  const child = forkPart(entry, stack.folder, errorPath(stack, place))
  const told: BuiltInPlace = { ...place, accessLog: accessLogPath(stack, place) }
  child.send(told, () => undefined)
  return new StackProcess(`built-in front ${place.address}`, child)
}

const accessLogPath = ({ folder }: Stack, { address }: FrontPlace): string => `${folder}/front-${address}.log`

const errorPath = ({ folder }: Stack, { address }: FrontPlace): string => `${folder}/front-${address}.err`

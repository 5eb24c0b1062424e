import { fileURLToPath } from 'node:url'
import { PreflightError } from '../base/errors.js'
import { forkPart } from '../rehearsal/fork-part.js'
import { lastLine } from '../servers/last-line.js'
import { StackProcess } from '../servers/stack-process.js'
import type { FromWitness, WitnessOrder } from './witness-messages.js'

const ENTRY = fileURLToPath(new URL('./witness-process.js', import.meta.url))
const STOP_WITHIN_MS = 1_000

/** What a witness counted. */
export type Done = Extract<FromWitness, { kind: 'done' }>

/** autocannon in a process of its own, in a closed loop from its start until it is done or stopped. */
export class Witness {
  readonly warm: Promise<void>
  /** Rejects with a PreflightError when the process ends before it is done. */
  readonly done: Promise<Done>
  readonly #process: StackProcess

  /** `what` broke off when the process ends before it is done; what it complains of goes to the file `errors`. */
  constructor(errors: string, stackFolder: string, order: WitnessOrder, what: string) {
    const child = forkPart(ENTRY, stackFolder, errors)
    this.#process = new StackProcess('autocannon', child)
    this.warm = new Promise((resolve) => {
      child.on('message', ({ kind }: FromWitness) => kind === 'warm' && resolve())
    })
    const told = new Promise<Done>((resolve) => {
      child.on('message', (message: FromWitness) => message.kind === 'done' && resolve(message))
    })
    const broken = this.#process.exited.then((cause) => {
      throw new PreflightError(`${what} broke off: ${lastLine(errors, /Error/) ?? cause}`)
    })
    this.done = Promise.race([told, broken])
    this.done.catch(() => undefined)
    child.send(order, () => undefined)
  }

  stop(): Promise<void> {
    return this.#process.stop(STOP_WITHIN_MS)
  }
}

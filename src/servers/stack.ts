import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimLoopback, type LoopbackClaim } from './loopback-claim.js'
import type { StackProcess } from './stack-process.js'
import { startWatchdog, type Watchdog } from './watchdog.js'

const GRACE_MS = 3_000

/** What an embedded stack holds on this machine: a folder, addresses and processes; owns the end of each. */
export class Stack {
  readonly folder: string
  /** Resolves with the first process that ended by itself, or with a watchdog that cannot be kept; never rejects. */
  readonly died: Promise<string>
  readonly #watchdog: Watchdog
  readonly #claims: LoopbackClaim[] = []
  readonly #processes: StackProcess[] = []
  #reportDeath: (cause: string) => void = () => undefined
  #stopping: Promise<void> | undefined

  /** Makes the folder, for this user only, and sets the watchdog on it before anything is started. */
  static async open(parentFolder = tmpdir()): Promise<Stack> {
    return new Stack(await mkdtemp(join(parentFolder, 'tatami-load-rehearsal-')))
  }

  private constructor(folder: string) {
    this.folder = folder
    this.#watchdog = startWatchdog(folder, (cause) => this.#report(cause))
    this.died = new Promise((resolve) => {
      this.#reportDeath = resolve
    })
  }

  /** A loopback address of the stack's own, on which the port is free. */
  async claim(ports: readonly number[]): Promise<LoopbackClaim> {
    const claim = await claimLoopback({ ports, salt: process.pid, wholeNetwork: process.platform === 'linux' })
    this.#claims.push(claim)
    return claim
  }

  /** Ends with the stack from now on. */
  adopt(part: StackProcess): StackProcess {
    this.#processes.push(part)
    if (part.pid !== undefined) this.#watchdog.guard(part.pid)
    part.exited.then((cause) => this.#report(cause))
    return part
  }

  /** Ends every process, lets go of the addresses and removes the folder. Safe to call twice. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  #report(cause: string): void {
    if (!this.#stopping) this.#reportDeath(cause)
  }

  // The front, which came last, goes first, so that it does not complain of nodes that are gone.
  async #stop(): Promise<void> {
    for (const part of this.#processes.toReversed()) await part.stop(GRACE_MS)
    for (const claim of this.#claims) claim.release()
    await rm(this.folder, { recursive: true, force: true })
    await this.#watchdog.dismiss()
  }
}

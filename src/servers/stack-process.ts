import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

/** A child of the stack, started detached: the leader of a group of its own, which a terminal's Ctrl-C does not reach. */
export class StackProcess {
  readonly name: string
  /** Resolves with how it ended, `nginx 1 was ended by SIGKILL`; never rejects. */
  readonly exited: Promise<string>
  readonly #child: ChildProcess
  #hasExited = false

  constructor(name: string, child: ChildProcess) {
    this.name = name
    this.#child = child
    // `once` rejects on an error event, which is how a program that cannot be started shows.
    this.exited = once(child, 'exit').then(
      ([code, signal]: unknown[]) =>
        typeof signal === 'string' ? `${name} was ended by ${signal}` : `${name} ended with exit code ${code}`,
      (error: unknown) => `${name} cannot be started: ${error instanceof Error ? error.message : error}`,
    )
    child.on('error', () => undefined)
    this.exited.then(() => this.#afterExit())
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  get hasExited(): boolean {
    return this.#hasExited
  }

  /** Asks it to end, and ends it and what it started when it has not after the time given. */
  async stop(graceMs: number): Promise<void> {
    // Processes of our own end when their parent lets go of the channel; a signal to them may be the terminal's.
    if (this.#child.connected) this.#child.disconnect()
    else if (!this.#hasExited) this.#child.kill('SIGTERM')
    await Promise.race([this.exited, pause(graceMs, undefined, { ref: false })])
    if (!this.#hasExited) this.#killGroup()
    await this.exited
  }

  // An nginx master that is killed leaves its workers behind. Done at once, while the group's number cannot be another's.
  #afterExit(): void {
    this.#hasExited = true
    this.#killGroup()
  }

  #killGroup(): void {
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // Nobody is left in the group.
    }
  }
}

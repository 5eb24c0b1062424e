import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { DueCount } from '../engine/due-seconds.js'
import type { ErrorExample } from '../metrics/error-example.js'
import type { FailureKind } from '../metrics/sample.js'
import type { Beat, FromShard, ShardPlan, ShardTotal, ToShard } from './messages.js'
import { heapFlagsOf } from './shard-tuning.js'

/** What the run does with what the shards send. */
export interface FleetEvents {
  readonly onSamples: (shard: number, bytes: Uint8Array, due: readonly DueCount[]) => void
  readonly onBeat: (shard: number, beat: Beat) => void
  readonly onExample: (failure: FailureKind, example: ErrorExample) => void
  readonly onDone: (shard: number, total: ShardTotal) => void
  /** A shard that was ready ended before it said that it was done. */
  readonly onDeath: (shard: number, cause: string) => void
}

/** A shard ended before it was ready; by a signal, or by itself. */
export class NeverReady extends Error {
  readonly signal: string | null

  constructor(message: string, signal: string | null) {
    super(message)
    this.signal = signal
  }
}

const LONGEST_GOODBYE_MS = 10_000

/** One child process, from its start to its end, as the coordinator sees it. */
export class Shard {
  readonly #child: ChildProcess
  readonly #index: number
  readonly #events: FleetEvents
  #isReady = false
  #isDone = false
  #isKilled = false
  #crash: string | undefined
  #resolveReady: (() => void) | undefined
  #rejectReady: ((error: Error) => void) | undefined
  readonly ready: Promise<void>
  readonly finished: Promise<void>

  constructor(entry: string, plan: ShardPlan, events: FleetEvents) {
    this.#index = plan.shard
    this.#events = events
    this.#child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [...process.execArgv, ...heapFlagsOf(plan)],
    })
    this.ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve
      this.#rejectReady = reject
    })
    // What it said last may still be in the channel when it is gone: only with the channel's end all is heard.
    this.finished = Promise.all([once(this.#child, 'exit'), once(this.#child, 'disconnect')]).then(([[code, signal]]) =>
      this.#exited(code as number | null, signal as string | null),
    )
    this.#child.on('message', (message) => this.#hear(message as FromShard))
    this.tell({ kind: 'prepare', plan })
  }

  get pid(): number {
    return this.#child.pid ?? -1
  }

  // A shard that died in this very moment cannot be told; its exit is reported by itself.
  tell(message: ToShard): void {
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }

  kill(): void {
    this.#isKilled = true
    this.#child.kill('SIGKILL')
  }

  dismiss(cause: string): void {
    this.#crash ??= cause
    this.#child.kill('SIGKILL')
  }

  #hear(message: FromShard): void {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true
        this.#resolveReady?.()
        break
      case 'refused':
        this.#rejectReady?.(new Error(message.message))
        break
      case 'crashed':
        this.#crash = message.message
        break
      case 'samples':
        this.#events.onSamples(this.#index, message.bytes, message.due)
        break
      case 'beat':
        this.#events.onBeat(this.#index, message.beat)
        break
      case 'example':
        this.#events.onExample(message.failure, message.example)
        break
      case 'done':
        this.#isDone = true
        // What keeps it from going must not keep the run.
        setTimeout(() => this.#child.kill('SIGKILL'), LONGEST_GOODBYE_MS).unref()
        this.#events.onDone(this.#index, message.total)
        break
    }
  }

  #exited(code: number | null, signal: string | null): void {
    const cause = this.#crash ?? (signal ? `ended by ${signal}` : `ended with exit code ${code}`)
    this.#rejectReady?.(new NeverReady(`shard ${this.#index} ${cause} before it was ready`, signal))
    if (this.#isReady && !this.#isDone && !this.#isKilled) this.#events.onDeath(this.#index, cause)
  }
}

import type { Clock } from '../../base/clock.js'
import { UsageError } from '../../base/errors.js'
import type { LogLosses } from '../../metrics/nginx-record.js'
import { LogRoom } from './log-room.js'
import { LogTail } from './log-tail.js'
import { type LineSink, type SyslogAddress, SyslogSink } from './syslog-sink.js'

/** Where nginx's lines come from. */
export interface LogPlaces {
  /** One log for each nginx that writes to a file. */
  readonly paths: readonly string[]
  /** Where to listen for those that send their lines as syslog messages. */
  readonly syslog?: SyslogAddress
  /** Hears, in a sentence, of what is lost while it is lost. */
  readonly onNote?: (text: string) => void
}

/** All files and the socket that lines are read from; a file's node is its path. */
export class LogInputs {
  readonly #places: LogPlaces
  readonly #tails: readonly LogTail[]
  readonly #sink: SyslogSink | undefined
  readonly #room: LogRoom

  constructor(places: LogPlaces, onLine: LineSink, clock: Clock, pollMs: number) {
    this.#places = places
    this.#tails = places.paths.map((path) => new LogTail({ path, onLine: (line) => onLine(line, path), pollMs, clock }))
    this.#sink = places.syslog && new SyslogSink(places.syslog, onLine)
    this.#room = new LogRoom({ paths: places.paths, onNote: (text) => places.onNote?.(text) })
  }

  /** Throws a UsageError when a log is there and cannot be read, or the address for syslog messages cannot be had; then it holds nothing. */
  async start(): Promise<void> {
    const { paths, syslog } = this.#places
    const started = await Promise.allSettled([
      ...this.#tails.map((tail, i) => tail.start().catch(refuse('tiers.nginxLogs', paths[i] ?? '', LOG_REMEDY))),
      this.#sink?.start().catch(refuse('tiers.nginxSyslog', `${syslog?.host}:${syslog?.port}`, SYSLOG_REMEDY)),
    ])
    const refused = started.find((one) => one.status === 'rejected')
    if (refused) {
      await this.stop()
      throw refused.reason
    }
    this.#room.start()
  }

  /** Reads what has come since the last time; lines also come in between. */
  async read(): Promise<void> {
    await Promise.all([...this.#tails.map((tail) => tail.read()), this.#sink?.lookForDrops()])
  }

  /** Reads what is left, and lets go of everything; a second time does nothing. */
  async stop(): Promise<void> {
    this.#room.stop()
    await Promise.all([...this.#tails.map((tail) => tail.stop()), this.#sink?.stop()])
  }

  /** So far; `malformed` is of messages, not of the lines within. */
  get losses(): LogLosses {
    const sum = (count: 'oversized' | 'failedReads' | 'emptied') =>
      this.#tails.reduce((all, tail) => all + tail[count], 0)
    const dropped = this.#sink?.dropped
    return {
      malformed: this.#sink?.malformed ?? 0,
      ...{ oversized: sum('oversized'), failedReads: sum('failedReads'), emptied: sum('emptied') },
      ...(dropped !== undefined && { droppedDatagrams: dropped }),
      ...(this.#room.full > 0 && { outOfRoom: this.#room.full }),
    }
  }

  /** Where it listens for syslog messages, while it does. */
  get syslogAddress(): SyslogAddress | undefined {
    return this.#sink?.address
  }
}

const LOG_REMEDY = 'name an access log that can be read, in the format of the guide'
const SYSLOG_REMEDY = 'name an address of this machine and a free UDP port'

const refuse =
  (path: string, value: string, remedy: string) =>
  (error: NodeJS.ErrnoException): never => {
    throw new UsageError([{ path, value: `${value} (${error.code ?? error.message})`, remedy }])
  }

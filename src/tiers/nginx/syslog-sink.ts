import type { Buffer } from 'node:buffer'
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { parseSyslogMessage } from './syslog-message.js'
import { udpDrops } from './udp-drops.js'

/** Where nginx's `access_log syslog:server=host:port` sends its lines to. */
export interface SyslogAddress {
  /** An address of this machine. */
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
}

/** Hears a line, and of which node it is: `host/tag`. */
export type LineSink = (line: string, node: string) => void

// Asked for; the kernel gives what `net.core.rmem_max` allows.
const BUFFER_BYTES = 8 * 1024 * 1024
// A turn of the event loop need not come by the sockets.
const QUIET_TURNS = 3
const MOST_TURNS = 10_000

/** Listens for the lines of any number of nginx as syslog datagrams; one datagram is one line. */
export class SyslogSink {
  /** Datagrams that are no message of nginx's. */
  malformed = 0
  /** Datagrams thrown away by the kernel, as of the last look; undefined where it does not tell. */
  dropped: number | undefined

  readonly #asked: SyslogAddress
  readonly #onLine: LineSink
  #socket: Socket | undefined
  #received = 0

  constructor(address: SyslogAddress, onLine: LineSink) {
    this.#asked = address
    this.#onLine = onLine
  }

  /** Resolves once nothing that is sent goes unheard; rejects as the kernel refuses the address. */
  async start(): Promise<void> {
    const { host, port } = this.#asked
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    socket.on('message', (bytes, sender) => this.#take(bytes, sender))
    socket.bind(port, host)
    try {
      await once(socket, 'listening')
    } catch (error) {
      socket.close()
      throw error
    }
    // An error later on is one datagram's, and is none that we could do anything about.
    socket.on('error', () => undefined)
    enlarge(socket)
    this.#socket = socket
  }

  /** Where it listens; undefined before the start and after the stop. */
  get address(): SyslogAddress | undefined {
    const bound = this.#socket?.address()
    return bound && { host: bound.address, port: bound.port }
  }

  /** Looks how many datagrams were thrown away so far. */
  async lookForDrops(): Promise<void> {
    const at = this.address
    if (at) this.dropped = (await udpDrops(at.host, at.port)) ?? this.dropped
  }

  /** Takes what the kernel still holds, looks for losses once more, and lets go of the port. */
  async stop(): Promise<void> {
    const socket = this.#socket
    if (!socket) return
    for (let quiet = 0, turns = 0; quiet < QUIET_TURNS && turns < MOST_TURNS; turns++) {
      const before = this.#received
      await turn()
      quiet = this.#received === before ? quiet + 1 : 0
    }
    await this.lookForDrops()
    this.#socket = undefined
    await new Promise<void>((resolve) => socket.close(resolve))
  }

  #take(bytes: Buffer, sender: RemoteInfo): void {
    this.#received++
    const message = parseSyslogMessage(bytes.toString('utf8'))
    if (message === undefined) this.malformed++
    else this.#onLine(message.text, `${message.host ?? sender.address}/${message.tag}`)
  }
}

// Some systems refuse what is too large instead of giving less.
const enlarge = (socket: Socket): void => {
  for (let bytes = BUFFER_BYTES; bytes >= 65_536; bytes /= 2) {
    try {
      socket.setRecvBufferSize(bytes)
      return
    } catch {}
  }
}

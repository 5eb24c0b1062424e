import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { Conversation, type Serve } from './conversation.js'

const BACKLOG = 4_096

/**
 * The listening socket of one node and its connections. Over `node:net` and not `node:http`: an empty poll costs a third
 * less so, and these servers share their cores with the load they answer.
 */
export class ApplicationServer {
  readonly #address: string
  readonly #serve: Serve
  readonly #connections = new Set<Socket>()
  #server: Server | undefined
  #port = 0

  constructor(address: string, serve: Serve) {
    this.#address = address
    this.#serve = serve
  }

  /** Listens, at first on a port that the system chooses and later on the same again; gives the port. */
  async open(): Promise<number> {
    if (this.#server) return this.#port
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => this.#meet(socket))
    this.#server = server
    server.listen({ host: this.#address, port: this.#port, backlog: BACKLOG })
    await once(server, 'listening')
    const bound = server.address()
    if (typeof bound === 'object' && bound !== null) this.#port = bound.port
    return this.#port
  }

  /** Connections are refused from now on, and those that there are break. */
  close(): void {
    this.#server?.close()
    this.#server = undefined
    for (const socket of this.#connections) socket.destroy()
  }

  #meet(socket: Socket): void {
    this.#connections.add(socket)
    socket.on('close', () => this.#connections.delete(socket))
    new Conversation(socket, this.#serve)
  }
}

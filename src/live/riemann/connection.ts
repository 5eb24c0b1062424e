import { X509Certificate } from 'node:crypto'
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectSecure, type TLSSocket } from 'node:tls'
import type { ClientCertificate } from '../../http/exchange.js'
import { FramedReplies } from './framed-replies.js'
import { frameOf, type RiemannReply, type RiemannRequest, replyOf } from './wire.js'

/** Where a Riemann server takes events: TCP, usually port 5555, or 5554 with TLS. */
export interface RiemannAddress {
  readonly host: string
  readonly port: number
  readonly tls?: RiemannTls
}

/** Certificates and keys are PEM text. Riemann's own TLS always asks for a client's certificate. */
export interface RiemannTls {
  readonly ca?: string
  readonly insecure?: boolean
  readonly client?: ClientCertificate
}

interface Waiting {
  readonly resolve: (reply: RiemannReply) => void
  readonly reject: (error: Error) => void
}

/** How the server is called in messages. */
export const nameOf = ({ host, port }: RiemannAddress): string => `Riemann at ${host}:${port}`

/** One connection, over which every message is answered by one, in order. All errors are one sentence that names the server. */
export class RiemannConnection {
  readonly #socket: Socket
  readonly #name: string
  readonly #withinMs: number
  readonly #replies = new FramedReplies()
  readonly #waiting: Waiting[] = []
  #problem: Error | undefined

  /** Connects, and shakes hands with TLS, or rejects within the time, or when told to leave it. */
  static open(address: RiemannAddress, withinMs: number, leave?: AbortSignal): Promise<RiemannConnection> {
    return new Promise((resolve, reject) => {
      const name = nameOf(address)
      const socket = socketTo(address, name)
      const giveUp = (): void => {
        socket.destroy(new Error(leave?.aborted ? 'left' : `not within ${withinMs} ms`))
      }
      const timer = setTimeout(giveUp, withinMs)
      leave?.addEventListener('abort', giveUp)
      const settle = (): void => {
        clearTimeout(timer)
        leave?.removeEventListener('abort', giveUp)
      }
      const failed = (error: Error): void => {
        settle()
        reject(new Error(`${name} does not answer (${reasonOf(error)})`))
      }
      socket.once('error', failed)
      socket.once(address.tls ? 'secureConnect' : 'connect', () => {
        settle()
        socket.off('error', failed)
        resolve(new RiemannConnection(socket, name, withinMs))
      })
    })
  }

  private constructor(socket: Socket, name: string, withinMs: number) {
    this.#socket = socket
    this.#name = name
    this.#withinMs = withinMs
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => this.#end(`broke the connection (${reasonOf(error)})`))
    socket.on('close', () => this.#end('closed the connection'))
  }

  get isOpen(): boolean {
    return this.#problem === undefined
  }

  /** Rejects when no answer comes, and the connection is of no use then. */
  ask(request: RiemannRequest): Promise<RiemannReply> {
    return new Promise((resolve, reject) => {
      if (this.#problem) {
        reject(this.#problem)
        return
      }
      const timer = setTimeout(() => this.#end(`gives no answer within ${this.#withinMs} ms`), this.#withinMs)
      const settled =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer)
          then(value)
        }
      this.#waiting.push({ resolve: settled(resolve), reject: settled(reject) })
      this.#socket.write(frameOf(request))
    })
  }

  close(): void {
    this.#end('was left')
  }

  #take(chunk: Buffer): void {
    try {
      for (const body of this.#replies.push(chunk)) {
        const reply = replyOf(body)
        const waiting = this.#waiting.shift()
        if (!waiting) throw new Error('something that nobody asked for')
        waiting.resolve(reply)
      }
    } catch (error) {
      this.#end(`answers ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  #end(what: string): void {
    if (this.#problem) return
    const problem = new Error(`${this.#name} ${what}`)
    this.#problem = problem
    this.#socket.destroy()
    for (const { reject } of this.#waiting.splice(0)) reject(problem)
  }
}

const socketTo = ({ host, port, tls }: RiemannAddress, name: string): Socket | TLSSocket => {
  if (!tls) return connectPlain({ host, port })
  try {
    // Node itself passes over a CA that it cannot read, and then trusts nobody.
    if (tls.ca !== undefined) new X509Certificate(tls.ca)
    return connectSecure({
      host,
      port,
      rejectUnauthorized: tls.insecure !== true,
      ...(isIP(host) === 0 && { servername: host }),
      ...(tls.ca !== undefined && { ca: tls.ca }),
      ...tls.client,
    })
  } catch {
    throw new Error(`${name} cannot be spoken to with TLS: a certificate cannot be read, or the key is not its own`)
  }
}

const reasonOf = (error: Error): string => ('code' in error ? String(error.code) : error.message)

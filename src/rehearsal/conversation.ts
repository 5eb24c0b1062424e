import type { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import { refusalText } from './answer-text.js'
import type { AppRequest } from './app-request.js'
import { RequestReader } from './request-reader.js'

/** Handles a request now; `send` is called once, now or later, with the answer as it goes over the wire; a string is all ASCII. */
export type Serve = (request: AppRequest, send: (answer: string | Buffer) => void) => void

/** Bytes that may wait behind the request being answered before the client is made to wait. */
const WAITING_LIMIT = 65_536
const LINGER_MS = 1_000

/** Both sides of one kept-alive connection: requests are answered one by one, pipelined or not. */
export class Conversation {
  readonly #socket: Socket
  readonly #serve: Serve
  readonly #reader = new RequestReader()
  /** A request has been taken and not been answered. */
  #isBusy = false
  #isTaking = false
  /** The client sends no more. */
  #hasEnded = false
  #isRefused = false

  constructor(socket: Socket, serve: Serve) {
    this.#socket = socket
    this.#serve = serve
    socket.on('data', (chunk) => this.#hear(chunk))
    socket.on('end', () => this.#end())
    socket.on('drain', () => this.#takeAll())
    // A reset by the client; the socket is destroyed by then and there is nobody to tell.
    socket.on('error', () => {})
  }

  #hear(chunk: Buffer): void {
    if (this.#isRefused) return
    this.#reader.push(chunk)
    if (!this.#isBusy) this.#takeAll()
    if (this.#reader.waitingBytes > WAITING_LIMIT && this.#isBusy) this.#socket.pause()
  }

  #end(): void {
    this.#hasEnded = true
    if (!this.#isBusy) this.#socket.end()
  }

  // A loop and not a recursion, since an answer may come at once.
  #takeAll(): void {
    if (this.#isTaking) return
    this.#isTaking = true
    while (!this.#isBusy && this.#socket.writable && !this.#socket.writableNeedDrain && this.#take());
    this.#isTaking = false
    if (!this.#isBusy && this.#socket.isPaused()) this.#socket.resume()
  }

  // False when there is nothing to take any more, for now or for good.
  #take(): boolean {
    const outcome = this.#reader.take()
    if (outcome === 'more') {
      if (this.#hasEnded) this.#socket.end()
      return false
    }
    if (outcome === 'continue') return this.#socket.write('HTTP/1.1 100 Continue\r\n\r\n')
    if (outcome === 'malformed' || outcome === 'too-large') {
      this.#refuse(outcome === 'malformed' ? 400 : 413)
      return false
    }
    this.#isBusy = true
    this.#serve(outcome, (answer) => this.#answer(outcome, answer))
    return true
  }

  #answer(request: AppRequest, answer: string | Buffer): void {
    this.#isBusy = false
    if (!this.#socket.writable) return
    if (typeof answer === 'string') this.#socket.write(answer, 'latin1')
    else this.#socket.write(answer)
    if (request.keepAlive) this.#takeAll()
    else this.#socket.end()
  }

  // What the client still sends is read over for a while: closing at once would reset the connection under the answer.
  #refuse(status: 400 | 413): void {
    this.#isRefused = true
    this.#socket.end(refusalText(status))
    const overdue = setTimeout(() => this.#socket.destroy(), LINGER_MS)
    this.#socket.on('close', () => clearTimeout(overdue))
  }
}

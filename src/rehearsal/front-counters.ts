import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What a front counts of its connections and requests, for the page of nginx's `stub_status`. */
export class FrontCounters {
  #accepted = 0
  #requests = 0
  #writing = 0
  readonly #ofConnection = new WeakMap<Socket, number>()

  accept(): void {
    this.#accepted++
  }

  /** Counts a request until its answer is gone; returns which one of its connection it is, from 1. */
  begin({ socket }: IncomingMessage, answer: ServerResponse): number {
    const nth = (this.#ofConnection.get(socket) ?? 0) + 1
    this.#ofConnection.set(socket, nth)
    this.#requests++
    this.#writing++
    answer.on('close', () => this.#writing--)
    return nth
  }

  /** The page, in nginx's own words. A head of a request is here only once it is whole, so nothing is ever being read. */
  page(connections: number): string {
    const waiting = Math.max(0, connections - this.#writing)
    return [
      `Active connections: ${connections} `,
      'server accepts handled requests',
      ` ${this.#accepted} ${this.#accepted} ${this.#requests} `,
      `Reading: 0 Writing: ${this.#writing} Waiting: ${waiting} `,
      '',
    ].join('\n')
  }
}

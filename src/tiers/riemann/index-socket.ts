import type { Socket } from 'node:net'
import { Agent, buildConnector, WebSocket } from 'undici'
import type { IndexAddress } from './index-address.js'

/** What a connection to Riemann's WebSocket server tells. */
export interface IndexListener {
  readonly onOpen: () => void
  readonly onMessage: (data: unknown) => void
}

/** How a connection ended. */
export interface Ending {
  readonly wasOpen: boolean
  /** A few words. */
  readonly reason: string
}

const LONGEST_MESSAGE = 64 * 1024

/** Hears one subscription until it ends, or until the signal says to leave; never rejects. */
export const hearIndex = async (
  address: IndexAddress,
  leave: AbortSignal,
  { onOpen, onMessage }: IndexListener,
): Promise<Ending> => {
  const line = new Line(address)
  const socket = new WebSocket(address.target, { dispatcher: line.agent, headers: address.headers })
  let wasOpen = false
  // A server that says nothing more must not keep us.
  const end = (): void => {
    socket.close()
    line.end()
  }
  const timer = setTimeout(end, address.openWithinMs)
  leave.addEventListener('abort', end)
  const code = await new Promise<number>((resolve) => {
    socket.addEventListener('open', () => {
      clearTimeout(timer)
      wasOpen = true
      onOpen()
    })
    socket.addEventListener('message', ({ data }) => onMessage(data))
    // A close follows each error, and the line knows more of it.
    socket.addEventListener('error', () => undefined)
    socket.addEventListener('close', (event) => resolve(event.code))
  })
  clearTimeout(timer)
  leave.removeEventListener('abort', end)
  await line.agent.destroy()
  return { wasOpen, reason: line.problem ?? (wasOpen ? `WebSocket code ${code}` : 'no WebSocket there') }
}

/** The connection beneath: why there is none, and its end, which a WebSocket alone leaves to the server. */
class Line {
  readonly agent: Agent
  problem: string | undefined
  #socket: Socket | undefined

  constructor({ ca, insecure, openWithinMs }: IndexAddress) {
    const connect = buildConnector({
      timeout: openWithinMs,
      rejectUnauthorized: !insecure,
      ...(ca !== undefined && { ca }),
    })
    this.agent = new Agent({
      connect: (options, callback) =>
        connect(options, (...[error, socket]) => {
          if (error) {
            this.problem = 'code' in error ? String(error.code) : error.message
            callback(error, null)
          } else {
            this.#socket = socket
            callback(null, socket)
          }
        }),
      webSocket: { maxPayloadSize: LONGEST_MESSAGE },
    })
  }

  /** After what is still to be written. */
  end(): void {
    this.#socket?.destroySoon()
  }
}

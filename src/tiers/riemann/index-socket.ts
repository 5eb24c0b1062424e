import type { Socket } from 'node:net'
import { Agent, buildConnector, WebSocket } from 'undici'
import type { SourceAddress } from '../source-client.js'

/** What a connection to Riemann's WebSocket server tells. */
export interface IndexListener {
  readonly onOpen: () => void
  readonly onMessage: (data: unknown) => void
}

export interface IndexAddress extends Pick<SourceAddress, 'ca'> {
  readonly target: URL
  readonly headers: Readonly<Record<string, string>>
  readonly insecure: boolean
  readonly openWithinMs: number
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

/** Where a subscription to all that is in the index, and comes into it from then on, is had. Throws an Error with a sentence for another URL. */
export const indexAddressOf = (
  { url, ca, insecure = false }: SourceAddress,
  query: string,
  openWithinMs: number,
): IndexAddress => {
  const { protocol, host, pathname, username, password } = new URL(url)
  if (protocol !== 'ws:' && protocol !== 'wss:') throw new Error(`${host} needs a URL with ws:// or wss://`)
  const secret = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  // Riemann takes a plus sign for a space, so spaces are written as %20.
  const search = `query=${encodeURIComponent(query)}&subscribe=true`
  return {
    target: new URL(`${protocol}//${host}${pathname.replace(/\/$/, '')}/index?${search}`),
    headers: username === '' ? {} : { authorization: `Basic ${secret}` },
    insecure,
    openWithinMs,
    ...(ca !== undefined && { ca }),
  }
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

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createPlain } from 'node:net'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'

/** One WebSocket of a client. */
export interface Subscriber {
  readonly request: IncomingMessage
  readonly socket: Duplex
}

export interface FakeIndex {
  readonly url: string
  readonly port: number
  readonly subscribers: Subscriber[]
  /** Resolves with the subscriber of that number, counted from 1. */
  heard(count: number): Promise<Subscriber>
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const OPCODES = { text: 0x1, binary: 0x2, close: 0x8 } as const

/** A frame of RFC 6455 as a server sends it: whole, without a mask. */
export const frame = (content: string, kind: keyof typeof OPCODES = 'text'): Buffer => {
  const body = Buffer.from(content)
  const head = Buffer.alloc(body.length < 126 ? 2 : 10)
  head[0] = 0x80 + OPCODES[kind]
  head[1] = body.length < 126 ? body.length : 127
  if (head.length === 10) head.writeBigUInt64BE(BigInt(body.length), 2)
  return Buffer.concat([head, body])
}

/** A server on the loopback, as long as the test lives, that takes every WebSocket, or answers `refusal` to each; an empty one is silence. */
export const indexServer = async (refusal?: string, port = 0): Promise<FakeIndex> => {
  const subscribers: Subscriber[] = []
  const server = createServer((_, response) => response.writeHead(404).end())
  server.on('upgrade', (request, socket) => {
    socket.on('error', () => undefined).resume()
    if (refusal !== undefined && refusal !== '') socket.end(refusal)
    else if (refusal === undefined) {
      const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64')
      const lines = ['Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`]
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
    }
    subscribers.push({ request, socket })
    server.emit('heard')
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const { socket } of subscribers) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const heard = async (count: number): Promise<Subscriber> => {
    const signal = AbortSignal.timeout(10_000)
    for (;;) {
      const subscriber = subscribers[count - 1]
      if (subscriber) return subscriber
      await once(server, 'heard', { signal })
    }
  }
  return { url: `ws://127.0.0.1:${address.port}`, port: address.port, subscribers, heard }
}

/** A port on which nobody listens. */
export const closedPort = async (): Promise<number> => {
  const server = createPlain().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address !== null && typeof address === 'object' ? address.port : 0
}

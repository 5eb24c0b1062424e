import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer as createPlain, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer as createSecure, type TlsOptions } from 'node:tls'
import protobuf from 'protobufjs'
import { onTestFinished } from 'vitest'

const PROTO = readFileSync(join(import.meta.dirname, '../../../fixtures/tiers/riemann/proto.proto'), 'utf8')
/** Riemann's messages, by its published schema and a decoder that is not ours. */
export const Msg = protobuf.parse(PROTO).root.lookupType('Msg')

/** A message as an object, 64-bit numbers as numbers. */
export const decoded = (body: Uint8Array): Readonly<Record<string, unknown>> =>
  Msg.toObject(Msg.decode(body), { longs: Number })

/** A message behind its length. */
export const framed = (message: Readonly<Record<string, unknown>>): Buffer => {
  const body = Msg.encode(Msg.fromObject(message)).finish()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, body])
}

export interface FakeRiemann {
  readonly port: number
  /** Messages so far, over all connections. */
  readonly messages: Readonly<Record<string, unknown>>[]
  readonly sockets: Socket[]
  /** Resolves when there are so many messages. */
  heard(count: number): Promise<void>
}

/** What a server does with a message: writes an answer, another one, or nothing. */
export type Reaction = (socket: Socket, message: Readonly<Record<string, unknown>>) => void

export const acknowledge: Reaction = (socket) => {
  socket.write(framed({ ok: true }))
}

/** A server on the loopback that lives as long as the test. */
export const riemannServer = async (
  react: Reaction = acknowledge,
  { tls, port = 0 }: { readonly tls?: TlsOptions; readonly port?: number } = {},
): Promise<FakeRiemann> => {
  const messages: Readonly<Record<string, unknown>>[] = []
  const sockets: Socket[] = []
  const take = (socket: Socket): void => {
    sockets.push(socket)
    let rest = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk])
      while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
        const end = 4 + rest.readUInt32BE(0)
        const message = decoded(rest.subarray(4, end))
        rest = rest.subarray(end)
        messages.push(message)
        server.emit('heard')
        react(socket, message)
      }
    })
  }
  const server: Server = tls ? createSecure(tls, take) : createPlain(take)
  server.on('tlsClientError', () => undefined)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const heard = async (count: number): Promise<void> => {
    const signal = AbortSignal.timeout(10_000)
    while (messages.length < count) await once(server, 'heard', { signal })
  }
  return { port: address.port, messages, sockets, heard }
}

import { Buffer } from 'node:buffer'
import { connect, type OnReadOpts, type Socket, type TcpNetConnectOpts } from 'node:net'
import { connect as connectTls, TLSSocket } from 'node:tls'
import type { Front, TransportOptions } from './exchange.js'
import { leanSession } from './lean-session.js'
import { type Identity, identityOf, withLightCertificates } from './server-identity.js'
import type { Source } from './source-ports.js'
import { tlsContextOf } from './tls-context.js'

/** Who is told of a socket's life. */
export interface SocketOwner {
  onConnect(): void
  onSecure(): void
  /** `count` octets lie at the start of `bytes`, until this returns. */
  onBytes(bytes: Buffer, count: number): void
  /** The other side will send no more. */
  onEnd(): void
  onError(error: Error): void
  onClose(): void
  onSession(session: Buffer): void
}

/** A socket that knows its owner and its source, so that its listeners are shared by all sockets instead of closures of their own. */
export type OwnedSocket = Socket & { owner: SocketOwner; readonly source: Source }

/** Opens a socket to a front; once it is closed its source's port is given back. `session` is resumed over TLS. */
export type OpenSocket = (front: Front, source: Source, owner: SocketOwner, session?: Buffer) => OwnedSocket

/** The owner of a socket that has been given up for another one. */
export const NOBODY: SocketOwner = {
  onConnect: () => {},
  onSecure: () => {},
  onBytes: () => {},
  onEnd: () => {},
  onError: () => {},
  onClose: () => {},
  onSession: () => {},
}

/**
 * Who reads from a socket: `owner` is given the bytes where they lie, in a buffer that all sockets share; `stream` leaves them to
 * whoever reads the socket as a stream.
 */
export type Reading = 'owner' | 'stream'

/** How sockets are opened with these options: plain or TLS. */
export const socketOpener = (tls: TransportOptions['tls'], reading: Reading): OpenSocket => {
  if (tls === undefined) return (front, from, owner) => own(connect, front, from, owner, reading)
  const { insecure, resumption } = tls
  const secureContext = tlsContextOf(tls)
  const identities = new Map<Front, Identity>()
  return (front, from, owner, session) => {
    const identity = identities.get(front) ?? identityOf(front)
    identities.set(front, identity)
    const secure = (target: Target) => {
      const given = { ...target, secureContext, rejectUnauthorized: !insecure, ...identity, ALPNProtocols: HTTP_1_1 }
      const socket = withLightCertificates(connectTls(given))
      // Not as an option: Node would decode it twice.
      if (session !== undefined) socket.setSession?.(session)
      // Without a listener OpenSSL does not even write it out.
      return resumption === 'never' ? socket : socket.on('session', tellSession)
    }
    return own(secure, front, from, owner, reading)
  }
}

/** A TLS session that was resumed and not negotiated anew. */
export const isResumed = (socket: Socket): boolean => socket instanceof TLSSocket && socket.isSessionReused()

const HTTP_1_1 = ['http/1.1']

// One for all sockets of the process: a read is handed on before the next one begins, so nobody needs a buffer of his own.
const READ_BUFFER = Buffer.allocUnsafeSlow(65_536)

declare module 'node:tls' {
  interface TLSSocket {
    setSession?(session: Buffer): void
  }
}

type Target = TcpNetConnectOpts & { readonly onread?: OnReadOpts }

const own = (
  open: (target: Target) => Socket,
  front: Front,
  source: Source,
  owner: SocketOwner,
  reading: Reading,
): OwnedSocket => {
  const target: Target = {
    host: front.address,
    port: front.port,
    autoSelectFamily: false,
    ...(source.address !== undefined && { localAddress: source.address }),
    ...(source.port && { localPort: source.port.number }),
    ...(reading === 'owner' && {
      onread: {
        buffer: READ_BUFFER,
        callback: (count: number) => {
          socket.owner.onBytes(READ_BUFFER, count)
          return true
        },
      },
    }),
  }
  const socket: OwnedSocket = Object.assign(open(target), { owner, source })
  return listen(socket)
}

const listen = (socket: OwnedSocket): OwnedSocket => {
  // Before TLS's own listener, so that the making of the ClientHello counts as TLS.
  socket.prependOnceListener('connect', tellConnect)
  if (socket instanceof TLSSocket) socket.once('secureConnect', tellSecure)
  return socket.on('end', tellEnd).on('error', tellError).on('close', tellClose)
}

function tellConnect(this: OwnedSocket): void {
  this.setNoDelay(true)
  this.owner.onConnect()
}
function tellSecure(this: OwnedSocket): void {
  this.owner.onSecure()
}
function tellSession(this: OwnedSocket, session: Buffer): void {
  this.owner.onSession(leanSession(session))
}
function tellEnd(this: OwnedSocket): void {
  this.owner.onEnd()
}
function tellError(this: OwnedSocket, error: Error): void {
  this.owner.onError(error)
}
function tellClose(this: OwnedSocket): void {
  this.source.port?.giveBack()
  this.owner.onClose()
}

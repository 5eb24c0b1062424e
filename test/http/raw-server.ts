import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions, type Server as TlsServer } from 'node:tls'
import { onTestFinished } from 'vitest'

/** A server whose every byte a test decides. */
export interface RawServer {
  readonly port: number
  /** Connections accepted so far, in order. */
  readonly sockets: readonly Socket[]
  /** What each of them has received so far, as Latin-1 text. */
  received(connection: number): string
  /** Closes everything before the test is over. */
  close(): Promise<void>
}

/** Called for each request head (or chunk of data beyond it) that has arrived: its text, and its number on that connection. */
export type OnRequest = (socket: Socket, text: string, nth: number, connection: number) => void

const tlsFile = (name: string): string => readFileSync(new URL(`../../fixtures/tls/${name}`, import.meta.url), 'utf8')

/** The CA that signed the front's test certificate. */
export const testCa = tlsFile('ca.pem')
/** A client's certificate, and the CA that signed it. */
export const clientCertificate = { cert: tlsFile('client.pem'), key: tlsFile('client-key.pem') }
export const clientCa = tlsFile('client-ca.pem')
/** The same key, encrypted with `of the test`. */
export const encryptedClientKey = tlsFile('client-key-encrypted.pem')
/** Certificate and key for localhost, front.test and 127.0.0.1. */
export const testCertificate = { cert: tlsFile('front.pem'), key: tlsFile('front-key.pem') }

/** Starts a server on a free loopback port; it is closed with all its connections when the test ends, however it ends. */
export const rawServer = async (
  onRequest: OnRequest,
  options: { readonly tls?: TlsOptions; readonly onServer?: (server: TlsServer) => void } = {},
): Promise<RawServer> => {
  const sockets: Socket[] = []
  const texts: string[] = []
  const onConnection = (socket: Socket): void => {
    const connection = sockets.push(socket) - 1
    let requests = 0
    texts.push('')
    let unread = ''
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      texts[connection] += bytes.toString('latin1')
      unread += bytes.toString('latin1')
      for (let request = takeRequest(unread); request !== ''; request = takeRequest(unread)) {
        unread = unread.slice(request.length)
        onRequest(socket, request, requests++, connection)
      }
    })
  }
  const server = options.tls
    ? tlsServer(options.tls, onConnection, options.onServer)
    : createServer({ allowHalfOpen: true }, onConnection)
  await listen(server)
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => {
      server.close(() => resolve())
    })
  }
  onTestFinished(close)
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    received: (connection) => texts[connection] ?? '',
    close,
  }
}

const tlsServer = (
  options: TlsOptions,
  onConnection: (socket: Socket) => void,
  onServer: ((server: TlsServer) => void) | undefined,
): Server => {
  const server = createTlsServer({ ...testCertificate, ...options }, onConnection).on('tlsClientError', () => {})
  onServer?.(server)
  return server
}

const listen = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve())
  })

// One head with the body that its Content-Length names; empty while it is not complete.
const takeRequest = (unread: string): string => {
  const head = unread.indexOf('\r\n\r\n') + 4
  if (head < 4) return ''
  const length = Number(/content-length: (\d+)/i.exec(unread.slice(0, head))?.[1] ?? 0)
  return unread.length >= head + length ? unread.slice(0, head + length) : ''
}

/** An answer with a body and its length. */
export const answer = (body: string, ...headers: readonly string[]): string =>
  ['HTTP/1.1 200 OK', ...headers, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n')

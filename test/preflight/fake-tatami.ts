import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type ServerOptions as SecureOptions } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import { join } from 'node:path'
import type { AccountBook } from '../../src/profile/account-book.js'
import type { Target } from '../../src/profile/event-profile.js'

const TLS = join(import.meta.dirname, '../../fixtures/tls')
/** Path of one of the test certificates. */
export const tlsFile = (name: string): string => join(TLS, name)
export const CA_FILE = tlsFile('ca.pem')

/** Login pages as the versions serve them, shortened. */
export const PAGES = {
  '3.1': '<link href="/css/vendor/css/bootstrap.css"><form action="/tatami/authentication" method="post">',
  '3.1 bundled':
    '<script src="/tatami/static-wro4j/3.1.1/tatami-vendor.js"></script><form action="/tatami/authentication">',
  '3.1 session in the form':
    '<link href="/css/vendor/css/bootstrap.css"><form action="/tatami/authentication;jsessionid=1a">',
  '3.0': '<link href="/css/themes/bootstrap.css"><form action="/tatami/authentication">',
  '3.0 bundled': '<script src="/tatami/static-wro4j/3.0.0/all.js"></script><form action="/tatami/authentication">',
  '4.x': '<script>window.location = "/#/login"</script>',
  unmarked: '<form action="/tatami/authentication" method="post">',
  other: '<form action="/sign-in" method="post">',
} as const

/** What a fake platform does; it answers as Tatami does where nothing else is said. */
export interface FakeOptions {
  /** Speaks TLS, with these options beside its certificate when they are given. */
  readonly tls?: boolean | SecureOptions
  readonly page?: string
  readonly pageStatus?: number
  readonly statusWithoutAccept?: number
  readonly refused?: readonly string[]
  readonly loginStatus?: number
  readonly restStatus?: number
  readonly restBody?: string
  readonly serverTiming?: string
  readonly listener?: RequestListener
}

/** A platform on loopback, and every request it saw as `METHOD path`. */
export interface FakeTatami {
  readonly port: number
  readonly seen: readonly string[]
  target(changes?: Partial<Target>): Target
  close(): Promise<void>
}

/** Starts a fake platform on a free port of 127.0.0.1. */
export const startFake = async (options: FakeOptions = {}): Promise<FakeTatami> => {
  const seen: string[] = []
  const listener: RequestListener = (request, response) => {
    seen.push(`${request.method} ${request.url}`)
    ;(options.listener ?? tatami(options))(request, response)
  }
  const server = options.tls
    ? createSecureServer(
        {
          cert: readFileSync(join(TLS, 'front.pem')),
          key: readFileSync(join(TLS, 'front-key.pem')),
          ...(options.tls === true ? {} : options.tls),
        },
        listener,
      )
    : createServer(listener)
  const port = await listening(server)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)))
  const url = `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`
  return {
    port,
    seen,
    target: (changes = {}) => ({ urls: [url], resolve: [], insecure: false, authorisedHosts: [], ...changes }),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A port of loopback that was free a moment ago and on which nothing listens. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** user0@bank.example and so on, all with the same password. */
export const accounts = (count = 3): AccountBook => ({
  count,
  at: (index) => ({ login: `user${index}@bank.example`, password: 'open-sesame' }),
})

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const tatami =
  (options: FakeOptions): RequestListener =>
  async (request, response) => {
    const path = request.url ?? ''
    if (path === '/tatami/authentication') return authenticate(options, await textOf(request), response)
    if (path.startsWith('/tatami/rest/')) return rest(options, request, response)
    if (path === '/tatami/logout') return void response.writeHead(302, { Location: '/tatami/login' }).end()
    const status =
      request.headers.accept === undefined ? (options.statusWithoutAccept ?? 500) : (options.pageStatus ?? 200)
    response.writeHead(status, { 'Set-Cookie': 'JSESSIONID=anonymous;Path=/', Server: 'Jetty(8.1.13)' })
    response.end(options.page ?? PAGES['3.1'])
  }

const authenticate = (options: FakeOptions, form: string, response: ServerResponse): void => {
  const login = new URLSearchParams(form).get('j_username') ?? ''
  const isRefused = options.refused?.includes(login) ?? false
  const location = isRefused ? 'http://127.0.0.1/tatami/login?action=loginFailure' : 'http://127.0.0.1/'
  response
    .writeHead(options.loginStatus ?? 302, { Location: location, 'Set-Cookie': `JSESSIONID=of-${login};Path=/` })
    .end()
}

const rest = (
  { restStatus, restBody = '{}', serverTiming }: FakeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  const user = /users\/(\w+)$/.exec(request.url ?? '')?.[1]
  const isLoggedIn = request.headers.cookie === `JSESSIONID=of-${user}@bank.example`
  response.writeHead(restStatus ?? (isLoggedIn ? 200 : 302), {
    'Content-Type': 'application/json',
    ...(serverTiming !== undefined && { 'Server-Timing': serverTiming }),
  })
  response.end(restBody)
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { loginHtml } from '../../src/rehearsal/pages.js'
import { LOGIN_PAGE } from '../../src/tatami/routes.js'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A server on loopback that shows 3.1's login page, answers everything else as the test says and remembers it; it goes with the test. */
export const oddPlatform = async (answer: (asked: Asked, response: ServerResponse) => void) => {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    if (one.method === 'GET' && one.path === LOGIN_PAGE) response.end(loginHtml(false))
    else {
      asked.push(one)
      answer(one, response)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { asked, port, url: `http://127.0.0.1:${port}` }
}

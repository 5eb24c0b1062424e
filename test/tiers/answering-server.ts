import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** What a path answers: a body with status 200, or a status and more. */
export type Answer =
  | string
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }

/** A server on this machine that answers as given, 404 where nothing is, until the test is over. */
export const answeringServer = async (
  answerOf: (path: string, headers: IncomingHttpHeaders, body: string) => Answer | undefined,
) => {
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const { url = '', headers: sent } = request
    asked.push(url)
    const answer = answerOf(url, sent, await text(request)) ?? { status: 404 }
    const { status, body = '', headers = {} } = typeof answer === 'string' ? { status: 200, body: answer } : answer
    response.writeHead(status, { ...headers }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}`, host, asked }
}

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What was asked: a path, and the fields of the form. */
export interface Query {
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
}

/** A server on the loopback that answers the same to every query until the test is over. */
export const queryServer = async (body: string, status = 200) => {
  const asked: Query[] = []
  const server = createServer((request, response) => {
    let form = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      form += part
    })
    request.on('end', () => {
      asked.push({ path: request.url ?? '', fields: Object.fromEntries(new URLSearchParams(form)) })
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

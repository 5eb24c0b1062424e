import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Target } from '../../src/profile/event-profile.js'
import { targetAt } from './rehearsal-node.js'

/** What happens to one call: its answer is lost after it was done, or the platform forgot the session before. */
export type Mishap = 'answer-lost' | 'session-lost' | undefined

/** A front before a platform that passes everything on, but for the mishaps that the test plans; it goes with the test. */
export const lossyFront = async (behind: Target, mishap: (method: string, path: string) => Mishap): Promise<Target> => {
  const [to = ''] = behind.urls
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request
    const planned = mishap(method, url)
    if (planned === 'session-lost') {
      request.resume()
      response.writeHead(302, { location: `${to}/tatami/login`, 'set-cookie': 'JSESSIONID=new;Path=/' }).end()
    } else passOn(`${to}${url}`, request, response, planned === 'answer-lost')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return targetAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

const passOn = (url: string, request: IncomingMessage, response: ServerResponse, isLost: boolean): void => {
  const { method, headers } = request
  const onward = send(url, { method, headers }, (answer) => {
    if (isLost) {
      answer.resume()
      answer.on('end', () => response.destroy())
    } else {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    }
  })
  onward.on('error', () => response.destroy())
  request.pipe(onward)
}

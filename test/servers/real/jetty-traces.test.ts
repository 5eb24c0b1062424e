import { once } from 'node:events'
import { createServer, type Server as HttpServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchServer } from '../../../src/servers/fetch-server.js'
import { startJetty } from '../../../src/servers/jetty.js'
import type { Server } from '../../../src/servers/server.js'
import { until } from '../../rehearsal/leftovers.js'
import { page } from './jetty-work.js'

const TRACE = 'c0ffee00c0ffee00c0ffee00c0ffee00'
const UNTRACED = 'decaf000decaf000decaf000decaf000'
const parentOf = (trace: string, flags: string) => ({
  headers: { ['traceparent']: `00-${trace}-b7ad6b7169203331-${flags}` },
})

describe('a real Jetty with an OpenTelemetry agent', () => {
  const bodies: Buffer[] = []
  const paths = new Set<string | undefined>()
  let collector: HttpServer
  let jetty: Server
  beforeAll(async () => {
    for (const name of ['jetty', 'opentelemetry'] as const) await fetchServer(name)
    collector = createServer(async (request, response) => {
      paths.add(request.url)
      for await (const chunk of request) bodies.push(chunk)
      response.setHeader('content-type', 'application/x-protobuf').end()
    })
    collector.listen(0, '127.0.0.1')
    await once(collector, 'listening')
    const address = collector.address()
    const port = typeof address === 'object' ? address?.port : undefined
    jetty = await startJetty({ otlp: `http://127.0.0.1:${port}` })
  })
  afterAll(async () => {
    await jetty?.stop()
    collector?.close()
  })

  it('sends the spans of traced requests, and of no others', async () => {
    await page(jetty, '/tatami/page', parentOf(UNTRACED, '00'))
    await page(jetty, '/tatami/page', parentOf(TRACE, '01'))
    const received = () => Buffer.concat(bodies)
    await until('a span of the trace', () => received().includes(Buffer.from(TRACE, 'hex')))
    expect(received().includes(Buffer.from(UNTRACED, 'hex'))).toBe(false)
    expect([...paths]).toEqual(['/v1/traces'])
  })
})

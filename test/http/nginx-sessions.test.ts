import { describe, expect, test } from 'vitest'
import type { TransportOptions } from '../../src/http/exchange.js'
import { createTransport } from '../../src/http/transport.js'
import { findNginx } from '../../src/rehearsal/find-nginx.js'
import { answered, tlsOptionsFor, transportOf } from './asking.js'
import { nginxServer } from './nginx-server.js'
import { clientCertificate, testCa } from './raw-server.js'

const nginx = await findNginx()
type Tls = Partial<NonNullable<TransportOptions['tls']>>

const TICKETS = 'ssl_session_cache off; ssl_session_tickets on;'
const IDS = 'ssl_session_cache shared:S:1m; ssl_session_tickets off;'

describe.skipIf(!nginx)('towards a real nginx', () => {
  const towards = async (lines: string, tls: Tls = {}) => {
    const port = await nginxServer(nginx?.path ?? '', lines)
    return transportOf(createTransport, tlsOptionsFor(port, { tls: { ca: testCa, insecure: false, ...tls } }))
  }

  test.each([
    ['tickets of TLS 1.3', `ssl_protocols TLSv1.3; ${TICKETS}`, 'as-offered', '.rr.r'],
    ['ids of TLS 1.3', `ssl_protocols TLSv1.3; ${IDS}`, 'as-offered', '.rr.r'],
    ['tickets of TLS 1.2', `ssl_protocols TLSv1.2; ${TICKETS}`, 'as-offered', '.rr.r'],
    ['ids of TLS 1.2', `ssl_protocols TLSv1.2; ${IDS}`, 'as-offered', '.rr.r'],
    ['none, with tickets', TICKETS, 'never', '.....'],
    ['none, with ids', `ssl_protocols TLSv1.2; ${IDS}`, 'never', '.....'],
    ['all, with tickets', TICKETS, 'always', 'rrrrr'],
    ['all, with ids', `ssl_protocols TLSv1.2; ${IDS}`, 'always', 'rrrrr'],
  ] as const)("%s are resumed, by nginx's count as by ours", async (_, lines, resumption, expected) => {
    const transport = await towards(lines, { resumption })
    await transport.prepare()
    const [one, other] = [transport.agent(0), transport.agent(1)]
    const replies = []
    for (const agent of [one, one, one, other, other]) replies.push(await answered(agent))
    expect(replies.map(({ timing }) => (timing.tlsResumed ? 'r' : '.')).join('')).toBe(expected)
    expect(replies.map(({ body }) => body.toString()[0]).join('')).toBe(expected)
  })

  test('a client certificate is shown, and in a session that is resumed it still counts', async () => {
    const ca = new URL('../../fixtures/tls/client-ca.pem', import.meta.url).pathname
    const lines = `ssl_client_certificate ${ca}; ssl_verify_client on; ${TICKETS}`
    const agent = (await towards(lines, { client: clientCertificate })).agent(0)
    const replies = [await answered(agent), await answered(agent)]
    expect(replies.map(({ body }) => body.toString())).toEqual(['. CN=load generator', 'r CN=load generator'])
  })
})

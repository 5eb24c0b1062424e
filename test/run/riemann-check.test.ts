import { expect, test } from 'vitest'
import { checkRiemann } from '../../src/run/riemann-check.js'
import { riemannServer } from '../live/riemann/riemann-server.js'
import { closedPort, frame, indexServer } from '../tiers/riemann/index-server.js'

const trust = { insecure: false } as const
const output = (port: number) => ({ host: '127.0.0.1', port, tls: false, tags: [], ttlS: 10 })
const index = (url: string) => ({ url, query: 'true' })

test('without a section nothing is asked', async () => {
  expect(await checkRiemann(undefined)).toEqual([])
})

test('both sides are asked, and nothing is left behind in Riemann', async () => {
  const server = await riemannServer()
  const websocket = await indexServer()
  void websocket.heard(1).then(({ socket }) => {
    socket.write(frame(JSON.stringify({ host: 'a', service: 'b', state: 'ok', time: '2026-11-30T10:00:00Z' })))
  })
  const checks = await checkRiemann({ trust, output: output(server.port), index: index(websocket.url) })
  expect(checks).toEqual([
    { server: `127.0.0.1:${server.port}`, side: 'events', isGood: true, text: 'answers as Riemann does' },
    {
      server: `127.0.0.1:${websocket.port}`,
      side: 'index',
      isGood: true,
      text: 'holds 1 event that the query means now, and will tell what changes',
    },
  ])
  expect(server.messages).toEqual([{ query: { string: 'false' } }])
})

test('a side that is not there says so in a sentence', async () => {
  const port = await closedPort()
  expect(await checkRiemann({ trust, output: output(port), index: index(`ws://127.0.0.1:${port}`) })).toEqual([
    expect.objectContaining({ isGood: false, text: `Riemann at 127.0.0.1:${port} does not answer (ECONNREFUSED)` }),
    expect.objectContaining({
      isGood: false,
      text: `Riemann's index at 127.0.0.1:${port} cannot be heard (ECONNREFUSED)`,
    }),
  ])
})

test('a query that the server closes the connection over is no good', async () => {
  const websocket = await indexServer()
  void websocket.heard(1).then(({ socket }) => socket.end(frame('\u0003\u00e8', 'close')))
  const [check] = await checkRiemann({ trust, index: index(websocket.url) })
  expect(check).toMatchObject({ isGood: false, text: expect.stringMatching(/closed the connection/) })
})

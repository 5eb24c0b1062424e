import { expect, test, vi } from 'vitest'
import { closedPort } from '../../tiers/riemann/index-server.js'
import { events, outputTo } from './outputs.js'
import { acknowledge, framed, type Reaction, riemannServer } from './riemann-server.js'

const sizes = (messages: readonly Readonly<Record<string, unknown>>[]): number[] =>
  messages.map(({ events }) => (Array.isArray(events) ? events.length : 0))

test('sends what it is given, and counts what the server took', async () => {
  const server = await riemannServer()
  const { output, problems } = outputTo(server.port)
  output.send(events(3))
  await output.close(5_000)
  expect(server.messages[0]).toMatchObject({ events: [{ metricD: 0 }, { metricD: 1 }, { metricD: 2 }] })
  expect(output.counts).toEqual({ taken: 3, refused: 0, unanswered: 0, dropped: 0 })
  expect(problems).toEqual([])
})

test('one message is under way at a time, and what comes meanwhile goes together', async () => {
  let answer = (): void => undefined
  const server = await riemannServer((socket, message) => {
    answer = () => acknowledge(socket, message)
  })
  const { output } = outputTo(server.port)
  output.send(events(2))
  await server.heard(1)
  output.send(events(300))
  output.send(events(400))
  expect(server.messages).toHaveLength(1)
  for (const count of [2, 3]) {
    answer()
    await server.heard(count)
  }
  expect(sizes(server.messages)).toEqual([2, 500, 200])
})

test('a refusal is counted and told once, and the next message is sent all the same', async () => {
  const server = await riemannServer((socket) => socket.write(framed({ ok: false, error: 'stream broke\u001b[31m' })))
  const { output, problems } = outputTo(server.port)
  output.send(events(600))
  await server.heard(2)
  await output.close(5_000)
  expect(output.counts).toEqual({ taken: 0, refused: 600, unanswered: 0, dropped: 0 })
  expect(problems).toEqual([`Riemann at 127.0.0.1:${server.port} refuses events (stream broke [31m)`])
})

test('a server that does not answer costs the events that were sent, and no more', async () => {
  const reactions: Reaction[] = [() => undefined, acknowledge]
  const server = await riemannServer((socket, message) => reactions.shift()?.(socket, message))
  const { output, problems } = outputTo(server.port, { answerWithinMs: 500 })
  output.send(events(1))
  await server.heard(1)
  output.send(events(2))
  await server.heard(2)
  await output.close(5_000)
  expect(output.counts).toEqual({ taken: 2, refused: 0, unanswered: 1, dropped: 0 })
  expect(problems).toEqual([`Riemann at 127.0.0.1:${server.port} gives no answer within 500 ms`])
  expect(server.sockets).toHaveLength(2)
})

test.each([
  ['closes the connection', (socket) => socket.end(), 'closed the connection'],
  [
    'answers HTTP',
    (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
    'answers something else than a reply of Riemann',
  ],
  [
    'answers twice',
    (socket) => socket.write(Buffer.concat([framed({ ok: true }), framed({ ok: true })])),
    'answers something that nobody asked for',
  ],
] satisfies [string, Reaction, string][])('connects again to a server that %s', async (_, first, sentence) => {
  const reactions: Reaction[] = [first]
  const server = await riemannServer((socket, message) => (reactions.shift() ?? acknowledge)(socket, message))
  const { output, problems } = outputTo(server.port)
  output.send(events(1))
  await vi.waitFor(() => expect(output.counts.unanswered + output.counts.taken).toBe(1), 5_000)
  await vi.waitFor(() => expect(server.sockets[0]?.closed).toBe(true), 5_000)
  output.send(events(1))
  await server.heard(2)
  await output.close(5_000)
  expect(output.counts.taken).toBeGreaterThan(0)
  expect(server.sockets).toHaveLength(2)
  if (problems.length > 0) expect(problems).toEqual([`Riemann at 127.0.0.1:${server.port} ${sentence}`])
})

test('waits for a server that is not there yet, with what the queue bears', async () => {
  const port = await closedPort()
  const { output, problems } = outputTo(port)
  output.send(events(9_000, 'old'))
  output.send(events(2_000, 'new'))
  await vi.waitFor(() => expect(problems).toHaveLength(1), 5_000)
  expect(problems[0]).toBe(`Riemann at 127.0.0.1:${port} does not answer (ECONNREFUSED)`)
  expect(output.counts).toEqual({ taken: 0, refused: 0, unanswered: 0, dropped: 1_000 })
  await riemannServer(acknowledge, { port })
  await output.close(10_000)
  expect(output.counts).toEqual({ taken: 10_000, refused: 0, unanswered: 0, dropped: 1_000 })
})

test('leaves a server that never answers when time is up, and takes nothing afterwards', async () => {
  const server = await riemannServer(() => undefined)
  const { output } = outputTo(server.port)
  output.send(events(600))
  await server.heard(1)
  await output.close(10)
  output.send(events(1))
  expect(output.counts).toEqual({ taken: 0, refused: 0, unanswered: 500, dropped: 101 })
})

test('an output without events connects to nobody and ends at once', async () => {
  const { output, problems } = outputTo(1)
  await output.close(60_000)
  expect(problems).toEqual([])
})

test('a check asks something that changes nothing, and an error is an answer', async () => {
  const server = await riemannServer((socket) => socket.write(framed({ ok: false, error: 'no index' })))
  await outputTo(server.port).output.check()
  expect(server.messages).toEqual([{ query: { string: 'false' } }])
})

test('a check says in a sentence when nobody answers', async () => {
  await expect(outputTo(1).output.check()).rejects.toEqual(
    new Error('Riemann at 127.0.0.1:1 does not answer (ECONNREFUSED)'),
  )
})

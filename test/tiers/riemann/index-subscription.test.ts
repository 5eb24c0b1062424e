import { expect, onTestFinished, test, vi } from 'vitest'
import type { IndexEvent } from '../../../src/tiers/riemann/index-event.js'
import { IndexSubscription, type IndexSubscriptionOptions } from '../../../src/tiers/riemann/index-subscription.js'
import { closedPort, frame, indexServer } from './index-server.js'

const QUICK = { firstMs: 5, mostMs: 20 }

const message = (second: number, state = 'ok', service = 'gc'): Buffer =>
  frame(JSON.stringify({ host: 'cass-1', service, state, time: new Date(second * 1_000).toISOString(), tags: null }))

const subscribed = (url: string, options: Partial<IndexSubscriptionOptions> = {}) => {
  const events: IndexEvent[] = []
  const notices: string[] = []
  const subscription = new IndexSubscription({
    url,
    query: 'true',
    onlyChanges: false,
    wallMs: Date.now,
    onEvent: (event) => events.push(event),
    backOff: QUICK,
    ...options,
    onNotice: (sentence) => {
      notices.push(sentence)
      options.onNotice?.(sentence)
    },
  })
  onTestFinished(() => subscription.close())
  const told = (count: number) => vi.waitFor(() => expect(events).toHaveLength(count), 5_000)
  return { subscription, events, notices, told }
}

test('asks the index for what the query names, now and later', async () => {
  const server = await indexServer()
  const { subscription } = subscribed(`ws://user:pass%20word@127.0.0.1:${server.port}/riemann/`, {
    query: 'tagged "tatami" and service =~ "100% + %"',
  })
  expect(await subscription.start()).toBe(true)
  const { request } = await server.heard(1)
  expect(request.url).toBe(
    '/riemann/index?query=tagged%20%22tatami%22%20and%20service%20%3D~%20%22100%25%20%2B%20%25%22&subscribe=true',
  )
  expect(request.headers.authorization).toBe(`Basic ${Buffer.from('user:pass word').toString('base64')}`)
})

test('hands on events as they come', async () => {
  const server = await indexServer()
  const { subscription, events, told } = subscribed(server.url)
  await subscription.start()
  const { socket } = await server.heard(1)
  socket.write(Buffer.concat([message(1), message(2, 'critical')]))
  await told(2)
  expect(events.map(({ host, state, timeMs }) => [host, state, timeMs])).toEqual([
    ['cass-1', 'ok', 1_000],
    ['cass-1', 'critical', 2_000],
  ])
})

test('counts what is no event, and goes on', async () => {
  const server = await indexServer()
  const { subscription, told } = subscribed(server.url)
  await subscription.start()
  const { socket } = await server.heard(1)
  socket.write(Buffer.concat([frame('hello'), frame('\u0000\u0001', 'binary'), message(1)]))
  await told(1)
  expect(subscription.counts).toMatchObject({ told: 1, malformed: 2, losses: 0 })
})

test('after a loss it hears again, tells nothing twice, and says how long it was deaf', async () => {
  const server = await indexServer()
  let nowMs = 0
  const { subscription, events, notices, told } = subscribed(server.url, {
    wallMs: () => nowMs,
    onNotice: () => {
      nowMs = 12_500
    },
  })
  await subscription.start()
  const { socket } = await server.heard(1)
  socket.write(message(1))
  await told(1)
  nowMs = 10_000
  socket.destroy()
  const again = await server.heard(2)
  await vi.waitFor(() => expect(notices).toHaveLength(2), 5_000)
  again.socket.write(Buffer.concat([message(1), message(2)]))
  await told(2)
  expect(events.map(({ timeMs }) => timeMs)).toEqual([1_000, 2_000])
  expect(subscription.counts).toEqual({
    told: 2,
    passedOver: 1,
    malformed: 0,
    tooMany: 0,
    losses: 1,
    deafMs: 2_500,
  })
  expect(notices).toEqual([
    expect.stringMatching(
      /^Riemann's index at 127\.0\.0\.1:\d+ closed the connection \(WebSocket code 1006\), so what it says until it is heard again is lost$/,
    ),
    expect.stringMatching(/^Riemann's index at 127\.0\.0\.1:\d+ is heard again$/),
  ])
})

test('a message longer than any event ends the connection, and the next one is heard', async () => {
  const server = await indexServer()
  const { subscription, told } = subscribed(server.url)
  await subscription.start()
  const { socket } = await server.heard(1)
  socket.write(frame('x'.repeat(65_537)))
  const again = await server.heard(2)
  again.socket.write(message(1))
  await told(1)
  expect(subscription.counts.losses).toBe(1)
})

test('tells once that a server is not there, and hears it when it is', async () => {
  const first = await indexServer('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n')
  const { subscription, notices } = subscribed(first.url)
  expect(await subscription.start()).toBe(false)
  await first.heard(3)
  expect(notices).toEqual([
    expect.stringMatching(
      /^Riemann's index at 127\.0\.0\.1:\d+ cannot be heard \(no WebSocket there\), so what it says until it is heard again is lost$/,
    ),
  ])
  expect(subscription.counts.losses).toBeGreaterThanOrEqual(2)
})

test('says why nothing answers', async () => {
  const port = await closedPort()
  const { subscription, notices } = subscribed(`ws://127.0.0.1:${port}`)
  expect(await subscription.start()).toBe(false)
  await vi.waitFor(() => expect(notices).toHaveLength(1), 5_000)
  expect(notices[0]).toContain(`Riemann's index at 127.0.0.1:${port} cannot be heard (ECONNREFUSED)`)
})

test('does not wait for a server that takes the connection and says nothing', async () => {
  const server = await indexServer('')
  const { subscription } = subscribed(server.url, { openWithinMs: 30 })
  expect(await subscription.start()).toBe(false)
  await server.heard(2)
})

test('leaves a server that does not answer its goodbye', async () => {
  const server = await indexServer()
  const { subscription, notices } = subscribed(server.url)
  await subscription.start()
  const { socket } = await server.heard(1)
  await subscription.close()
  await vi.waitFor(() => expect(socket.readableEnded || socket.destroyed).toBe(true), 5_000)
  expect(notices).toEqual([])
  expect(server.subscribers).toHaveLength(1)
})

test('a URL of another kind is refused at once', () => {
  expect(() => subscribed('http://127.0.0.1:5556')).toThrow(
    new Error('127.0.0.1:5556 needs a URL with ws:// or wss://'),
  )
})

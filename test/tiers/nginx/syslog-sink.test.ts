import { createSocket } from 'node:dgram'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SyslogSink } from '../../../src/tiers/nginx/syslog-sink.js'

const HEADER = '<190>Nov 28 11:02:06 web1 nginx: '

const listening = async (host = '127.0.0.1') => {
  const heard: string[] = []
  const sink = new SyslogSink({ host, port: 0 }, (line, node) => heard.push(`${node} ${line}`))
  await sink.start()
  onTestFinished(() => sink.stop())
  const socket = createSocket(host === '::1' ? 'udp6' : 'udp4')
  onTestFinished(() => {
    socket.close()
  })
  const port = sink.address?.port ?? 0
  const send = (text: string): Promise<void> =>
    new Promise((resolve, reject) => socket.send(text, port, host, (error) => (error ? reject(error) : resolve())))
  return { heard, sink, send, port }
}

test('hands on each line with its node', async () => {
  const { heard, send } = await listening()
  await send(`${HEADER}one`)
  await send('<190>Nov 28 11:02:06 front_2: two')
  await vi.waitFor(() => expect(heard).toEqual(['web1/nginx one', '127.0.0.1/front_2 two']))
})

test('counts what is no message of nginx’s', async () => {
  const { heard, sink, send } = await listening()
  await send('hello')
  await send('')
  await send(`${HEADER}last`)
  await vi.waitFor(() => expect(heard).toEqual(['web1/nginx last']))
  expect(sink.malformed).toBe(2)
})

test('the stop takes what the kernel still holds', async () => {
  const { heard, sink, send } = await listening()
  for (let i = 0; i < 300; i++) await send(`${HEADER}${i}`)
  await sink.stop()
  expect(heard).toHaveLength(300)
  expect(sink.address).toBeUndefined()
})

test.runIf(process.platform === 'linux')('counts what the kernel threw away', async () => {
  const { heard, sink, send } = await listening()
  await send(`${HEADER}first`)
  const line = HEADER + 'x'.repeat(60_000)
  // All of it in one turn of the event loop, in which nothing is read: more than any buffer that is asked for.
  await Promise.all(Array.from({ length: 1_000 }, () => send(line)))
  await sink.stop()
  expect(sink.dropped).toBeGreaterThan(0)
  expect(heard.length + (sink.dropped ?? 0)).toBe(1_001)
})

test('a port that somebody has is refused', async () => {
  const { port } = await listening()
  const second = new SyslogSink({ host: '127.0.0.1', port }, () => {})
  await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await second.stop()
})

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { answerText } from '../../src/rehearsal/answer-text.js'
import { ApplicationServer } from '../../src/rehearsal/application-server.js'
import type { Serve } from '../../src/rehearsal/conversation.js'

const open: { destroy(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.destroy()
})

/** Answers with the path as body, when released. */
const echo = (held: (() => void)[] | undefined): Serve => {
  return (request, send) => {
    const body = `${request.method} ${request.path} ${request.body}`
    const answer = answerText({ status: 200, headers: '', body, framing: 'length' }, request)
    if (held) held.push(() => send(answer))
    else send(answer)
  }
}

const conversing = async (
  held?: (() => void)[],
): Promise<{ socket: Socket; heard: (text: string) => Promise<string> }> => {
  const server = new ApplicationServer('127.0.0.1', echo(held))
  open.push({ destroy: () => server.close() })
  const socket = connect({ host: '127.0.0.1', port: await server.open(), allowHalfOpen: true })
  open.push(socket)
  let text = ''
  socket.setEncoding('latin1').on('data', (part: string) => {
    text += part
  })
  const heard = async (wanted: string): Promise<string> => {
    while (!text.includes(wanted)) await once(socket, 'data')
    return text
  }
  return { socket, heard }
}

const get = (path: string, ...headers: string[]) => [`GET ${path} HTTP/1.1`, 'Host: h', ...headers, '', ''].join('\r\n')

describe('a conversation', () => {
  it('answers pipelined requests one after the other, in their order', async () => {
    const { socket, heard } = await conversing()
    socket.write(get('/1') + get('/2') + get('/3'))
    const text = await heard('/3')
    expect([...text.matchAll(/GET (\/\d)/g)].map(([, path]) => path)).toEqual(['/1', '/2', '/3'])
  })

  it('takes no request before the one in front of it is answered', async () => {
    const held: (() => void)[] = []
    const { socket, heard } = await conversing(held)
    socket.write(get('/1') + get('/2'))
    while (held.length === 0) await new Promise(setImmediate)
    expect(held).toHaveLength(1)
    held[0]?.()
    await heard('/1')
    expect(held).toHaveLength(2)
  })

  it('closes after the answer when the client asks for that', async () => {
    const { socket, heard } = await conversing()
    socket.write(get('/1', 'Connection: close') + get('/2'))
    await once(socket, 'end')
    const text = await heard('/1')
    expect(text).toContain('Connection: close')
    expect(text).not.toContain('/2')
  })

  it('answers a client that has said all it will say', async () => {
    const held: (() => void)[] = []
    const { socket, heard } = await conversing(held)
    socket.end(get('/1'))
    while (held.length === 0) await new Promise(setImmediate)
    held[0]?.()
    await once(socket, 'end')
    expect(await heard('/1')).toContain('200 OK')
  })

  it('lets a client send its body that waits for permission', async () => {
    const { socket, heard } = await conversing()
    socket.write('POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n')
    await heard('HTTP/1.1 100 Continue\r\n\r\n')
    socket.write('body')
    expect(await heard('POST /1 body')).toContain('200 OK')
  })

  it.each([
    ['400 Bad Request', 'nonsense\r\n\r\n'],
    ['413 Payload Too Large', 'POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 9999999\r\n\r\n'],
  ])('answers %s to what it cannot read, and closes', async (status, bytes) => {
    const { socket, heard } = await conversing()
    socket.write(bytes)
    await once(socket, 'end')
    expect(await heard('\r\n\r\n')).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\n`))
  })
})

describe('ApplicationServer', () => {
  it('refuses connections while it is closed and comes back on its port', async () => {
    const server = new ApplicationServer('127.0.0.1', echo(undefined))
    open.push({ destroy: () => server.close() })
    const port = await server.open()
    const before = connect({ host: '127.0.0.1', port })
    open.push(before)
    await once(before, 'connect')
    server.close()
    await once(before, 'close')
    const during = connect({ host: '127.0.0.1', port })
    const [error] = await once(during, 'error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
    expect(await server.open()).toBe(port)
    const after = connect({ host: '127.0.0.1', port })
    open.push(after)
    await once(after, 'connect')
  })
})

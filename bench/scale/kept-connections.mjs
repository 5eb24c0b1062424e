// Connections to one application node as nginx keeps them: one request at a time each, the one that idles shortest first. No more of HTTP
// than the servers of polls.mjs speak, so that asking costs little beside answering.
import { connect } from 'node:net'

const HEAD_END = '\r\n\r\n'
const LAST_CHUNK = '\r\n0\r\n\r\n'

/** `ask` resolves with `status`, `cookie` (of Set-Cookie, if any) and `body`, as Latin-1; rejects when the connection breaks. */
export const keptConnections = (port, count) => {
  const waiting = []
  const free = Array.from({ length: count }, () => connectionTo(port))
  const all = [...free]
  const next = () => {
    while (waiting.length > 0 && free.length > 0) waiting.shift()(free.pop())
  }
  const ask = async (text) => {
    const connection = free.pop() ?? (await new Promise((resolve) => waiting.push(resolve)))
    try {
      return answerOf(await connection.ask(text))
    } finally {
      free.push(connection)
      next()
    }
  }
  return { ask, close: () => all.map(({ socket }) => socket.destroy()) }
}

const connectionTo = (port) => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true }).setEncoding('latin1')
  let [heard, settle] = ['', undefined]
  socket.on('data', (text) => {
    heard += text
    if (!isWhole(heard)) return
    const answer = heard
    heard = ''
    settle.resolve(answer)
  })
  socket.on('error', () => undefined)
  socket.on('close', () => settle?.reject(new Error('the connection broke')))
  const ask = (text) =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject }
      if (socket.destroyed) reject(new Error('the connection broke'))
      else socket.write(text, 'latin1')
    })
  return { socket, ask }
}

const isWhole = (text) => {
  const headEnd = text.indexOf(HEAD_END)
  if (headEnd < 0) return false
  const length = /\r\nContent-Length: (\d+)/i.exec(text)?.[1]
  return length === undefined ? text.endsWith(LAST_CHUNK) : text.length === headEnd + HEAD_END.length + Number(length)
}

const answerOf = (text) => {
  const bodyStart = text.indexOf(HEAD_END) + HEAD_END.length
  const isChunked = text.endsWith(LAST_CHUNK)
  return {
    status: Number(text.slice(9, 12)),
    cookie: /\r\nSet-Cookie: ([^;\r]+)/.exec(text)?.[1],
    // These servers send a body as one chunk.
    body: isChunked ? text.slice(text.indexOf('\r\n', bodyStart) + 2, -LAST_CHUNK.length) : text.slice(bodyStart),
  }
}

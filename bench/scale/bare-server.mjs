// The least that a poll costs a Node process: a server that gives every request the same answer and looks at none of it.
// Forked by polls.mjs with `http` or `net` as its argument; tells its parent the port, and ends with it.
import { createServer as httpServer } from 'node:http'
import { createServer as netServer } from 'node:net'

// An empty poll as the application nodes answer it.
const HEADERS = {
  'Content-Type': 'application/json;charset=UTF-8',
  'Server-Timing': 'jetty;dur=3.142, cassandra;dur=1.414;desc="n=2"',
  Server: 'Jetty(8.1.13.v20130916)',
}
const BODY = '[]'
const LINES = Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}\r\n`)
const ANSWER = `HTTP/1.1 200 OK\r\n${LINES.join('')}Transfer-Encoding: chunked\r\n\r\n2\r\n${BODY}\r\n0\r\n\r\n`
const END = '\r\n\r\n'

const SERVERS = {
  http: () => httpServer({ keepAliveTimeout: 0 }, (_, response) => response.writeHead(200, HEADERS).end(BODY)),
  net: () =>
    netServer({ noDelay: true }, (socket) => {
      socket.on('error', () => undefined)
      // Whoever asks has one request under way, and that comes in one piece.
      socket.on('data', (chunk) => {
        if (chunk.latin1Slice(chunk.length - END.length) === END) socket.write(ANSWER, 'latin1')
      })
    }),
}

const server = SERVERS[process.argv[2]]()
server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, () => process.send(server.address().port))
process.on('disconnect', () => process.exit(0))

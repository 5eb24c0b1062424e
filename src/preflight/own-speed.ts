import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { PreflightError } from '../base/errors.js'

/** What this machine's CPU takes for the work that a run consists of. */
export interface OwnSpeed {
  /** CPU time of this process for one exchange, both ends of it, microseconds: the best of several short spells. */
  readonly exchangeCpuUs: number
  readonly exchanges: number
}

/**
 * Lets a few connections of this process talk to themselves over loopback: a request of a poll's size, an answer of 2 KB,
 * one after the other. CPU time is counted and not the clock, and the best spell is taken, so that what else the machine
 * does matters little. About 0.3 s; throws a PreflightError when loopback cannot be used.
 */
export const measureOwnSpeed = async (spellMs = 40): Promise<OwnSpeed> => {
  const server = createServer({ noDelay: true }, answerEach)
  const clients: Socket[] = []
  try {
    const port = await listening(server)
    const count = { exchanges: 0 }
    for (let i = 0; i < CONNECTIONS; i++) clients.push(await connected(port, count))
    return await bestSpell(count, spellMs)
  } catch (error) {
    throw new PreflightError(`the speed of this machine cannot be measured over loopback: ${(error as Error).message}`)
  } finally {
    for (const client of clients) client.destroy()
    server.close()
  }
}

const CONNECTIONS = 16
// The first spell compiles the code.
const SPELLS = 7
const REQUEST = Buffer.from(
  `GET /tatami/rest/statuses/home_timeline?start=${'0'.repeat(36)} HTTP/1.1\r\nHost: front\r\n${'x'.repeat(200)}\r\n\r\n`,
)
const ANSWER = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n${'x'.repeat(2_000)}`)

const bestSpell = async (count: { exchanges: number }, spellMs: number): Promise<OwnSpeed> => {
  let best = Number.POSITIVE_INFINITY
  for (let spell = 0; spell < SPELLS; spell++) {
    const before = count.exchanges
    const cpuBefore = process.cpuUsage()
    await new Promise((resolve) => setTimeout(resolve, spellMs))
    const { user, system } = process.cpuUsage(cpuBefore)
    const done = count.exchanges - before
    if (spell > 0 && done > 0) best = Math.min(best, (user + system) / done)
  }
  if (!Number.isFinite(best)) throw new Error('no answer came')
  return { exchangeCpuUs: best, exchanges: count.exchanges }
}

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const connected = async (port: number, count: { exchanges: number }): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let missing = ANSWER.length
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    missing -= chunk.length
    if (missing > 0) return
    missing = ANSWER.length
    count.exchanges++
    socket.write(REQUEST)
  })
  socket.write(REQUEST)
  return socket
}

const answerEach = (socket: Socket): void => {
  let missing = REQUEST.length
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    missing -= chunk.length
    if (missing > 0) return
    missing = REQUEST.length
    socket.write(ANSWER)
  })
}

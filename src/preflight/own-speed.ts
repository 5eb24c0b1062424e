import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { PreflightError } from '../base/errors.js'

/** What this machine's CPU takes for the work that a run consists of. */
export interface OwnSpeed {
  /** CPU time of this process for one exchange, both ends of it, microseconds: the best of several spells. */
  readonly exchangeCpuUs: number
  readonly exchanges: number
}

/**
 * Lets a few connections of this process talk to themselves over loopback: a request of a poll's size, an answer of 2 KB,
 * one after the other. CPU time is counted and not the clock, spells are of equal work, and the best one is taken, so that
 * what else the machine does matters little. About 0.3 s, and 3 s on a machine that is very busy; throws a PreflightError
 * when loopback cannot be used.
 */
export const measureOwnSpeed = async (exchangesPerSpell = 1_000): Promise<OwnSpeed> => {
  const server = createServer({ noDelay: true }, answerEach)
  const clients: Socket[] = []
  const spells = new Spells(exchangesPerSpell)
  try {
    const port = await listening(server)
    for (let i = 0; i < CONNECTIONS; i++) clients.push(await connected(port, () => spells.count()))
    for (const client of clients) client.write(REQUEST)
    return await spells.result
  } catch (error) {
    throw new PreflightError(`the speed of this machine cannot be measured over loopback: ${(error as Error).message}`)
  } finally {
    spells.end()
    for (const client of clients) client.destroy()
    server.close()
  }
}

const CONNECTIONS = 16
// The first two spells compile the code.
const WARM_UP = 2
const SPELLS = 12
const MOST_MS = 3_000
const REQUEST = Buffer.from(
  `GET /tatami/rest/statuses/home_timeline?start=${'0'.repeat(36)} HTTP/1.1\r\nHost: front\r\n${'x'.repeat(200)}\r\n\r\n`,
)
const ANSWER = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n${'x'.repeat(2_000)}`)

/** CPU time of spell after spell of the same number of exchanges. */
class Spells {
  readonly result: Promise<OwnSpeed>
  readonly #perSpell: number
  readonly #timer: NodeJS.Timeout
  #settle: (speed: OwnSpeed | Error) => void = () => undefined
  #exchanges = 0
  #best = Number.POSITIVE_INFINITY
  #spellFrom = process.cpuUsage()

  constructor(perSpell: number) {
    this.#perSpell = perSpell
    this.result = new Promise((resolve, reject) => {
      this.#settle = (speed) => (speed instanceof Error ? reject(speed) : resolve(speed))
    })
    this.#timer = setTimeout(() => this.#finish(), MOST_MS)
  }

  count(): void {
    this.#exchanges++
    if (this.#exchanges % this.#perSpell !== 0) return
    const { user, system } = process.cpuUsage(this.#spellFrom)
    this.#spellFrom = process.cpuUsage()
    const spell = this.#exchanges / this.#perSpell
    if (spell > WARM_UP) this.#best = Math.min(this.#best, (user + system) / this.#perSpell)
    if (spell === SPELLS) this.#finish()
  }

  end(): void {
    clearTimeout(this.#timer)
  }

  #finish(): void {
    const isKnown = Number.isFinite(this.#best)
    this.#settle(
      isKnown ? { exchangeCpuUs: this.#best, exchanges: this.#exchanges } : new Error('too few answers came in time'),
    )
  }
}

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const connected = async (port: number, onAnswer: () => void): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let missing = ANSWER.length
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    missing -= chunk.length
    if (missing > 0) return
    missing = ANSWER.length
    onAnswer()
    socket.write(REQUEST)
  })
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

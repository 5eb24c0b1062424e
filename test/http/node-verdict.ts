import { request } from 'node:http'
import { Duplex } from 'node:stream'

/** What a reader makes of a connection's octets: `200 body`, or `broken` with a reason that only explains. */
export interface Verdict {
  readonly text: string
  readonly why: string
}

/** What Node's own HTTP client makes of an answer to a GET, read in the given pieces and then closed. */
export const nodeVerdict = (pieces: readonly Buffer[]): Promise<Verdict> =>
  new Promise((resolve) => {
    const wire = new Duplex({ read: () => {}, write: (_chunk, _encoding, callback) => callback() })
    const settle = (text: string, why: string): void => {
      wire.destroy()
      resolve({ text, why })
    }
    const asked = request({ createConnection: () => wire, method: 'GET' })
    let answer = ''
    asked.on('error', (error) => settle('broken', 'code' in error ? `${error.code}` : error.message))
    asked.on('upgrade', () => settle('broken', 'upgrade'))
    asked.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part) => parts.push(part))
      response.on('error', (error) => settle('broken', error.message))
      response.on('end', () => {
        answer = `${response.statusCode} ${Buffer.concat(parts).toString('latin1')}`
      })
      // An error that comes right behind the end, of octets beyond it, still counts: hence not at the end itself.
      response.on('close', () => setImmediate(() => settle(answer || 'broken', 'closed')))
    })
    asked.end()
    asked.on('socket', () =>
      setImmediate(() => {
        for (const piece of pieces) wire.push(piece)
        wire.push(null)
      }),
    )
  })

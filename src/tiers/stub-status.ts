import { get as getPlain, Agent as PlainAgent, type RequestOptions } from 'node:http'
import { get as getSecure, Agent as SecureAgent } from 'node:https'
import type { Front, TlsOptions } from '../http/exchange.js'

/** nginx's own counts, as its `stub_status` page shows them; the request for the page and its connection are in them. */
export interface StubStatus {
  /** Connections that are open. */
  readonly connections: number
  /** Connections since its start: those that it took, and those of them that it did not close at once since a limit was reached. */
  readonly accepts: number
  readonly handled: number
  /** Requests since its start. */
  readonly requests: number
  /** Connections by what it does with them: reads a request's head, works on a request or answers it, waits for the next one. */
  readonly reading: number
  readonly writing: number
  readonly waiting: number
  /** Requests being read, or worked on and answered. */
  readonly inHand: number
}

/** Where a page is. */
export interface StatusAddress {
  readonly front: Front
  readonly path: string
  /** Absent: plain HTTP. */
  readonly tls?: TlsOptions
}

/** The counts of a page; undefined when it is none. */
export const parseStubStatus = (text: string): StubStatus | undefined => {
  const counts = PAGE.exec(text.slice(0, LONGEST_PAGE))?.slice(1).map(Number)
  if (!counts) return undefined
  const [connections = 0, accepts = 0, handled = 0, requests = 0, reading = 0, writing = 0, waiting = 0] = counts
  return { connections, accepts, handled, requests, reading, writing, waiting, inHand: reading + writing }
}

const LONGEST_PAGE = 4_096
const COUNT = String.raw`(\d{1,15})\b`
const PAGE = new RegExp(
  [
    String.raw`Active connections:\s*${COUNT}`,
    String.raw`server accepts handled requests\s+${COUNT}\s+${COUNT}\s+${COUNT}`,
    String.raw`Reading:\s*${COUNT}\s+Writing:\s*${COUNT}\s+Waiting:\s*${COUNT}`,
  ].join(String.raw`\s+`),
)

const ANSWER_WITHIN_MS = 5_000

/** Reads one page again and again over a connection that it keeps. */
export class StatusPage {
  readonly #options: RequestOptions
  readonly #isSecure: boolean
  readonly #agent: PlainAgent | SecureAgent

  constructor({ front, path, tls }: StatusAddress) {
    this.#isSecure = tls !== undefined
    const kept = { keepAlive: true, maxSockets: 1 }
    this.#agent = tls ? new SecureAgent({ ...kept, ...tlsParts(tls), servername: hostOf(front) }) : new PlainAgent(kept)
    this.#options = {
      host: front.address,
      port: front.port,
      path,
      headers: { host: front.host },
      agent: this.#agent,
      timeout: ANSWER_WITHIN_MS,
    }
  }

  /** Undefined when there was no such page, or not in time. */
  read(): Promise<StubStatus | undefined> {
    return new Promise((resolve) => {
      const request = this.#isSecure ? getSecure(this.#options) : getPlain(this.#options)
      request.on('response', (response) => {
        let text = ''
        response.setEncoding('latin1')
        response.on('data', (part: string) => {
          text += part
          if (text.length > LONGEST_PAGE) request.destroy()
        })
        response.on('end', () => resolve(response.statusCode === 200 ? parseStubStatus(text) : undefined))
      })
      request.on('timeout', () => request.destroy())
      request.on('error', () => resolve(undefined))
      request.on('close', () => resolve(undefined))
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

const hostOf = ({ host }: Front): string => host.replace(/:\d+$/, '')

const tlsParts = ({ ca, insecure, client }: TlsOptions) => ({
  rejectUnauthorized: !insecure,
  ...(ca !== undefined && { ca }),
  ...client,
})

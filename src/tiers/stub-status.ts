import { get as getPlain, Agent as PlainAgent, type RequestOptions } from 'node:http'
import { get as getSecure, Agent as SecureAgent } from 'node:https'
import type { Front, TlsOptions } from '../http/exchange.js'

/** nginx's own counts, as its `stub_status` page shows them. */
export interface StubStatus {
  /** Since its start, the one that asked for the page included. */
  readonly requests: number
  /** Requests being read, or worked on and answered, the one for the page included. */
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
  const [, , , requests] = /\n\s*(\d+)\s+(\d+)\s+(\d+)\s*\n/.exec(text) ?? []
  const [, reading, writing] = /Reading:\s*(\d+)\s+Writing:\s*(\d+)/.exec(text) ?? []
  if (requests === undefined || reading === undefined || writing === undefined) return undefined
  return { requests: Number(requests), inHand: Number(reading) + Number(writing) }
}

const ANSWER_WITHIN_MS = 5_000
const LONGEST_PAGE = 4_096

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

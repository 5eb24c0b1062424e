import { textOf } from './foreign-json.js'
import type { Lack, NodeReader, NodeReading, SourceFinding } from './node-reader.js'
import { type SourceAddress, SourceClient } from './source-client.js'
import { parseStubStatus } from './stub-status.js'
import { readingOf } from './stub-status-reading.js'
import { UnhandledConnections } from './unhandled-connections.js'

const USUAL_PATH = '/nginx_status'

/**
 * Reads nginx's `stub_status` page; a URL without a path means `/nginx_status`. Its requests are all that nginx counted, our
 * own readings included.
 */
export class StubStatusReader implements NodeReader {
  readonly source = 'stub-status'
  readonly tier = 'nginx'
  readonly node: string
  readonly #path: string
  readonly #client: SourceClient
  readonly #unhandled = new UnhandledConnections()

  constructor(address: SourceAddress) {
    const url = new URL(address.url)
    if (url.pathname === '/') url.pathname = USUAL_PATH
    this.#path = url.pathname
    this.#client = new SourceClient({ ...address, url: url.href })
    this.node = this.#client.name
  }

  async check(): Promise<SourceFinding> {
    const { status, text, server } = await this.#client.ask('')
    const version = textOf(server) ?? 'nginx'
    if (status === 200 && parseStubStatus(text)) return { version, gives: GIVES, lacks: [NO_LATENCY] }
    const found = status === 200 ? 'something else' : `${status}`
    const page = { what: `the status page: ${this.#path} answers ${found}`, remedy: remedyAt(this.#path) }
    return { version, gives: [], lacks: [page] }
  }

  async read(): Promise<NodeReading> {
    const { status, text, clock } = await this.#client.ask('')
    if (status !== 200) throw new Error(`${this.node}${this.#path} answers ${status}`)
    const page = parseStubStatus(text)
    if (!page) throw new Error(`${this.node}${this.#path} answers something else than a stub_status page`)
    return { ...readingOf(page, this.#unhandled), ...(clock && { clock }) }
  }

  close(): Promise<void> {
    return this.#client.close()
  }
}

const GIVES = [
  'requests, one more for each reading',
  'connections: open, reading, writing, waiting, and those that it could not handle',
]

const NO_LATENCY: Lack = { what: 'times: its page has none, its access log does' }

const remedyAt = (path: string): string => `# in the server { … } of Tatami
location = ${path} {
  stub_status;
  access_log off;
  # and, in a line as the next one, the address of the machine that tatami-load runs on
  allow 127.0.0.0/8;
  deny all;
}`

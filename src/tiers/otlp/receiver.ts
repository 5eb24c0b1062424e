import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { decodePost, type PostFormat } from './decode-post.js'
import { answerPost, type PostStatus } from './post-answer.js'
import { PostBodies } from './post-body.js'
import type { SpanBag } from './span-bag.js'

/** Where traces are listened for, and who hears of them. */
export interface OtlpReceiverOptions {
  readonly host: string
  /** 4318 is the protocol's; 0 takes one that is free. */
  readonly port: number
  readonly isOurs: (traceId: string) => boolean
  readonly onSpans: (bag: SpanBag) => void
  /** Largest body, before and after inflating. */
  readonly mostBytes?: number
}

const PATH = '/v1/traces'
const MOST_BYTES = 64 * 2 ** 20
// JSON becomes objects as a whole: 60 MiB of hostile ones took 2 GB and half a minute. A Java agent's batch of 512 spans is under 1 MiB.
const MOST_JSON_BYTES = 8 * 2 ** 20
const MOST_HELD_BYTES = 2 * MOST_BYTES
const MOST_CONNECTIONS = 1_000
const SENT_WITHIN_MS = 60_000

/**
 * Receives traces by OTLP over HTTP: POST /v1/traces, protobuf or JSON, plain or gzip. Whatever it is sent, it answers and goes on.
 */
export class OtlpReceiver {
  /** Posts that were taken. */
  posts = 0
  /** Posts to our path that were not. */
  refused = 0

  readonly #o: OtlpReceiverOptions
  readonly #server: Server
  readonly #bodies: PostBodies
  readonly #handling = new Set<Promise<void>>()

  constructor(options: OtlpReceiverOptions) {
    this.#o = options
    this.#bodies = new PostBodies(options.mostBytes ?? MOST_BYTES, MOST_HELD_BYTES)
    this.#server = createServer({ requestTimeout: SENT_WITHIN_MS }, (request, response) => {
      const handled: Promise<void> = this.#handle(request, response).finally(() => this.#handling.delete(handled))
      this.#handling.add(handled)
    })
    this.#server.maxConnections = MOST_CONNECTIONS
  }

  /** Rejects with the system's error when the address cannot be had. */
  async start(): Promise<void> {
    this.#server.listen(this.#o.port, this.#o.host)
    await once(this.#server, 'listening')
    // A connection that cannot be accepted is its sender's to try again.
    this.#server.on('error', () => undefined)
  }

  /** Undefined unless started. */
  get port(): number | undefined {
    const address = this.#server.address()
    return typeof address === 'string' ? undefined : address?.port
  }

  /** Takes what has come as a whole, and lets go of everything else. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await Promise.all(this.#handling)
    await closed
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const format = formatOf(request)
    const status = await this.#take(request, format)
    if (status === 200) this.posts++
    else if (status !== 404) this.refused++
    if (!response.destroyed) answerPost(response, status, format)
  }

  async #take(request: IncomingMessage, format: PostFormat | undefined): Promise<PostStatus> {
    if (request.url?.split('?')[0] !== PATH) return 404
    if (request.method !== 'POST') return 405
    const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
    if (!format || (encoding !== 'gzip' && encoding !== 'identity')) return 415
    // It fails only where its sender went away.
    const body = await this.#bodies.read(request, encoding === 'gzip').catch(() => 400 as const)
    if (typeof body === 'number') return body
    if (format === 'application/json' && body.length > MOST_JSON_BYTES) return 413
    const bag = decodePost(body, format, this.#o.isOurs)
    if (!bag) return 400
    this.#o.onSpans(bag)
    return 200
  }
}

const formatOf = ({ headers }: IncomingMessage): PostFormat | undefined => {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  return type === 'application/x-protobuf' || type === 'application/json' ? type : undefined
}

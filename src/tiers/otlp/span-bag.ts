import { type Attributes, type Origin, originOf, type SentSpan, type Span, spanOf } from './span.js'

/** What is wrong with a post as a whole: it cannot be read. */
export class Malformed extends Error {
  constructor() {
    super('not a trace export')
    this.name = 'Malformed'
  }
}

/** So many spans one post may bring; an exporter sends 512 at once unless told otherwise. */
const MOST_SPANS = 100_000

/** The spans of one post: those that are wanted, and how many others there were. */
export class SpanBag {
  readonly spans: Span[] = []
  /** Of traces that are not ours. */
  foreign = 0
  /** With ids or times that cannot be. */
  malformed = 0
  /** Beyond what one post may bring. */
  dropped = 0

  readonly #isOurs: (traceId: string) => boolean
  #resource: Attributes = new Map()
  #origin: Origin = originOf(this.#resource)

  constructor(isOurs: (traceId: string) => boolean) {
    this.#isOurs = isOurs
  }

  /** `resource` tells of the process, one and the same object for all spans that came under it. */
  add(sent: SentSpan, resource: Attributes): void {
    const span = spanOf(sent)
    if (!span) this.malformed++
    else if (!this.#isOurs(span.traceId)) this.foreign++
    else if (this.spans.length >= MOST_SPANS) this.dropped++
    else this.spans.push({ ...span, origin: this.#originOf(resource) })
  }

  // Worked out only where a span is kept, since a post can hold millions of resources that nothing comes of.
  #originOf(resource: Attributes): Origin {
    if (resource !== this.#resource) this.#origin = originOf(resource)
    this.#resource = resource
    return this.#origin
  }
}

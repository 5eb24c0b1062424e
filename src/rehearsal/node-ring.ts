const FAILURES_UNTIL_OUT = 3
const OUT_MS = 2_000

/** Nodes in turn; one that failed three times in a row is left out for two seconds, as in our nginx.conf. */
export class NodeRing {
  readonly #nodes: readonly string[]
  readonly #nowMs: () => number
  readonly #failures = new Map<string, number>()
  readonly #outUntilMs = new Map<string, number>()
  #next = 0

  constructor(nodes: readonly string[], nowMs: () => number = () => performance.now()) {
    this.#nodes = nodes
    this.#nowMs = nowMs
  }

  /** The next node that is not left out; undefined when all are. */
  next(): string | undefined {
    const nowMs = this.#nowMs()
    for (let tried = 0; tried < this.#nodes.length; tried++) {
      const node = this.#nodes[this.#next++ % this.#nodes.length] ?? ''
      if ((this.#outUntilMs.get(node) ?? 0) <= nowMs) return node
    }
    return undefined
  }

  answered(node: string): void {
    this.#failures.delete(node)
  }

  failed(node: string): void {
    const failures = (this.#failures.get(node) ?? 0) + 1
    this.#failures.set(node, failures)
    if (failures < FAILURES_UNTIL_OUT) return
    this.#failures.delete(node)
    this.#outUntilMs.set(node, this.#nowMs() + OUT_MS)
  }
}

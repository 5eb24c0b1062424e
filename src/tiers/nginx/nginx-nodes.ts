import type { NginxNodeReport, NginxSecond } from '../../metrics/nginx-record.js'
import { secondOf } from '../../metrics/run-second.js'
import type { TracedSample } from './joiner.js'
import { LogClock } from './log-clock.js'
import type { NginxLine, TracedLine } from './log-line.js'
import { NginxLines } from './nginx-lines.js'

/** Our clocks, to tell in which second of the run a line belongs. */
export interface NodeClocks {
  /** Run time now, microseconds; 0 before the run has begun. Absent: nothing is counted by seconds. */
  readonly runUs?: () => number
  /** Wall clock, milliseconds. */
  readonly wallMs?: () => number
}

interface Node {
  readonly name: string
  readonly clock: LogClock
  lines: number
}

// Whoever can send datagrams could make up names without end.
const MOST_NODES = 64
const OTHERS = 'others'

/** The nginx whose lines are read: how many of each, what they count, and what their clocks are to ours. */
export class NginxNodes {
  readonly #runUs: () => number
  readonly #wallMs: () => number
  readonly #nodes = new Map<string, Node>()
  readonly #lines = new NginxLines()

  constructor({ runUs = () => 0, wallMs = Date.now }: NodeClocks) {
    this.#runUs = runUs
    this.#wallMs = wallMs
  }

  /** Is the run under way? Lines of before are none of its own. */
  get hasBegun(): boolean {
    return this.#runUs() > 0
  }

  /** A line that was read just now; counted in the second in which its request came to the node. */
  read(name: string, line: NginxLine): void {
    const node = this.#node(name)
    const nowMs = this.#wallMs()
    node.lines++
    if (line.loggedMs !== undefined) node.clock.read(line.loggedMs, nowMs)
    if (!this.hasBegun) return
    const loggedMs = line.loggedMs === undefined ? nowMs : Math.min(node.clock.oursMs(line.loggedMs), nowMs)
    const cameUs = this.#runUs() - (nowMs - loggedMs) * 1_000 - ('requestUs' in line ? line.requestUs : 0)
    if (cameUs >= 0) this.#lines.take(node.name, secondOf(cameUs), line)
  }

  /** A request of which we know when it was under way. */
  joined({ sentUs, serviceUs }: TracedSample, { loggedMs, requestUs, attempts }: TracedLine, name: string): void {
    if (loggedMs === undefined || attempts === 0 || !this.hasBegun) return
    const sentMs = this.#wallMs() - (this.#runUs() - sentUs) / 1_000
    this.#node(name).clock.joined({ loggedMs, requestMs: requestUs / 1_000 }, sentMs, sentMs + serviceUs / 1_000)
  }

  /** What was counted since the last flush. */
  flush(): readonly NginxSecond[] {
    return this.#lines.flush()
  }

  get reports(): readonly NginxNodeReport[] {
    const nodes = [...this.#nodes.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    return nodes.map(({ name, lines, clock: { offset } }) => ({
      ...{ node: name, lines },
      ...(offset && { clockOffset: offset }),
    }))
  }

  #node(asked: string): Node {
    const name = this.#nodes.has(asked) || this.#nodes.size < MOST_NODES ? asked : OTHERS
    const known = this.#nodes.get(name)
    if (known) return known
    const node = { name, clock: new LogClock(), lines: 0 }
    this.#nodes.set(name, node)
    return node
  }
}

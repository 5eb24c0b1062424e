import type { CacheStatus, NginxSecond } from '../../metrics/nginx-record.js'
import type { LineFacts } from './log-line.js'

/** Counts what the lines of each node say beside times, by second. Pure but for its counts. */
export class NginxLines {
  readonly #counts = new Map<string, Counts>()

  /** A line of a request that came to the node in this second of the run, and how many upstream servers it took. */
  take(node: string, second: number, line: LineFacts & { readonly attempts?: number }): void {
    const counts = this.#countsOf(node, second)
    counts.lines++
    if ((line.attempts ?? 0) > 1) counts.retried++
    if ((line.status ?? 0) >= 500) counts.serverErrors++
    if (line.nth === 1) counts.fresh++
    else if (line.nth !== undefined) counts.reused++
    // Each request of a connection tells of the one handshake that there was.
    if (line.nth === 1 && line.tls === 'full') counts.fullHandshakes++
    if (line.nth === 1 && line.tls === 'resumed') counts.resumedHandshakes++
    if (line.cache !== undefined) counts.cache[line.cache] = (counts.cache[line.cache] ?? 0) + 1
  }

  /** Everything since the last flush by second and node; a second comes again when lines of it come late. */
  flush(): readonly NginxSecond[] {
    const counts = [...this.#counts.values()].sort((a, b) => a.second - b.second || (a.node < b.node ? -1 : 1))
    this.#counts.clear()
    return counts.map(recordOf)
  }

  #countsOf(node: string, second: number): Counts {
    const key = `${second} ${node}`
    const known = this.#counts.get(key)
    if (known) return known
    const counts: Counts = {
      ...{ second, node, lines: 0, retried: 0, serverErrors: 0, fresh: 0, reused: 0 },
      ...{ fullHandshakes: 0, resumedHandshakes: 0, cache: {} },
    }
    this.#counts.set(key, counts)
    return counts
  }
}

type Counted = 'lines' | 'retried' | 'serverErrors' | 'fresh' | 'reused' | 'fullHandshakes' | 'resumedHandshakes'

type Counts = Record<Counted, number> & {
  readonly second: number
  readonly node: string
  readonly cache: Partial<Record<CacheStatus, number>>
}

const recordOf = ({ second, node, lines, cache, ...others }: Counts): NginxSecond => ({
  ...{ second, node, lines },
  ...Object.fromEntries(Object.entries(others).filter(([, count]) => count > 0)),
  ...(Object.keys(cache).length > 0 && { cache }),
})

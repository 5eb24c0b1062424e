import { PreflightError } from '../../base/errors.js'
import { bytesText, pluralText } from '../../base/quantity-text.js'
import { freeMemoryBytes } from '../../servers/free-memory.js'
import { isProblem, parseFault } from '../fault.js'

/** A Cassandra that fits this machine. */
export interface Cluster {
  readonly nodes: number
  readonly heapMb: number
  /** What was chosen, and why. */
  readonly text: string
}

const MIB = 1024 ** 2
const HEAP_MB = 384
/** A node of that heap holds 0.8 GB, Elasticsearch 0.4 GB; as much again is left to everybody else. */
const NODE_BYTES = 900 * MIB
const REST_BYTES = 2_000 * MIB
/** Of real ones on one machine. */
export const MOST_CASSANDRA_NODES = 3

/** As many nodes as were asked for, three at most, where memory allows; one otherwise. Beside them is a node of `search`. */
export const clusterFor = (asked: number, search: string, freeBytes = freeMemoryBytes()): Cluster => {
  const wanted = Math.min(asked, MOST_CASSANDRA_NODES)
  const neededBytes = wanted * NODE_BYTES + REST_BYTES
  const fits = freeBytes >= neededBytes
  const nodes = fits ? wanted : 1
  const memory = `${bytesText(freeBytes)} of memory are free and ${pluralText(wanted, 'node')} ${wanted === 1 ? 'wants' : 'want'} ${bytesText(neededBytes)}`
  const asMany =
    asked > MOST_CASSANDRA_NODES ? `, not ${asked}: a ring of three is as large as one machine says anything of` : ''
  const text = `real stores: ${pluralText(nodes, 'Cassandra node')} with heaps of ${HEAP_MB} MiB (${memory}${asMany}) and 1 ${search} node`
  return { nodes, heapMb: HEAP_MB, text }
}

/** Throws a PreflightError for a fault on a node that memory leaves no room for. */
export const requireNodes = ({ nodes, text }: Cluster, faults: readonly string[]): void => {
  for (const fault of faults.map(parseFault)) {
    if (isProblem(fault) || fault.target !== 'cassandra' || (fault.node ?? 1) <= nodes) continue
    throw new PreflightError(
      `there is no cassandra/${fault.node} to do a fault to; name another node, or free memory; ${text}`,
    )
  }
}

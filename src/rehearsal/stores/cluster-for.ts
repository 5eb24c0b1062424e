import { readFileSync } from 'node:fs'
import { freemem } from 'node:os'
import { bytesText, pluralText } from '../../base/quantity-text.js'

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

/** As many nodes as were asked for, three at most, where memory allows; one otherwise. */
export const clusterFor = (asked: number, freeBytes = availableBytes()): Cluster => {
  const wanted = Math.min(asked, MOST_CASSANDRA_NODES)
  const neededBytes = wanted * NODE_BYTES + REST_BYTES
  const fits = freeBytes >= neededBytes
  const nodes = fits ? wanted : 1
  const memory = `${bytesText(freeBytes)} of memory are free and ${pluralText(wanted, 'node')} want ${bytesText(neededBytes)}`
  const asMany =
    asked > MOST_CASSANDRA_NODES ? `, not ${asked}: a ring of three is as large as one machine says anything of` : ''
  const text = `real stores: ${pluralText(nodes, 'Cassandra node')} with heaps of ${HEAP_MB} MiB (${memory}${asMany}) and 1 Elasticsearch node`
  return { nodes, heapMb: HEAP_MB, text }
}

const availableBytes = (): number => {
  try {
    const available = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]
    return available === undefined ? freemem() : Number(available) * 1_024
  } catch {
    return freemem()
  }
}

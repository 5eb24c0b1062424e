import type { NodeReader } from '../tiers/node-reader.js'

/** Readers of an embedded stack's nodes, each named by its address and as a fault names it: `127.0.0.2:9042 [cassandra/2]`. */
export const numberedNodes = (readers: readonly NodeReader[]): readonly NodeReader[] =>
  readers.map((reader, i) => {
    const { source, tier, node } = reader
    const number = readers.slice(0, i + 1).filter((other) => other.source === source).length
    return {
      ...{ source, tier, node: `${node} [${tier}/${number}]` },
      check: () => reader.check(),
      read: () => reader.read(),
      close: () => reader.close(),
    }
  })

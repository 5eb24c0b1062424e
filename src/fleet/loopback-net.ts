import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { LOOPBACK_NETS } from './source-addresses.js'

/** A part of the loopback network from which no other run connects while it is held. */
export interface LoopbackNetClaim {
  /** One of `LOOPBACK_NETS`. */
  readonly net: string
  release(): void
}

// On an address from which no shard connects.
const CLAIM_HOST = '255.254'
const CLAIM_PORT = 47_128
const SOCKETS = '/proc/net/tcp'

/**
 * Claims the first net that no socket of this machine is of. What a run leaves in TIME_WAIT is in the system's table of sockets for
 * as long as it waits, however that run ended, so that one which follows does not meet it: to search through those ports takes
 * longer than a connect. Of two runs that start at once the listener lets only one have the net. Undefined when there is none left.
 */
export const claimLoopbackNet = async (sockets: string = SOCKETS): Promise<LoopbackNetClaim | undefined> => {
  const known = await netsAmong(sockets)
  // Where something is of every net, one that waits is better than none.
  const inTurn = [...LOOPBACK_NETS.filter((net) => !known.has(net)), ...LOOPBACK_NETS.filter((net) => known.has(net))]
  for (const net of inTurn) {
    const claim = await listenerOn(`${net}.${CLAIM_HOST}`)
    if (claim) return { net, release: () => void claim.close() }
  }
  return undefined
}

// The end of a socket, of either side: ` 0100407F:9C40` is 127.64.0.1, the bytes of its address in reverse order.
const END = / [0-9A-F]{4}([0-9A-F]{2})7F:/g
const END_LENGTH = 10

// In parts: with 160,000 connections the table has 24 MB.
const netsAmong = async (path: string): Promise<ReadonlySet<string>> => {
  const nets = new Set<string>()
  let text = ''
  try {
    for await (const part of createReadStream(path, 'latin1')) {
      text = text.slice(1 - END_LENGTH) + part
      for (const [, byte = ''] of text.matchAll(END)) nets.add(`127.${Number.parseInt(byte, 16)}`)
    }
  } catch {
    // Where the system does not tell, the listeners still keep runs apart that are there at once.
  }
  return nets
}

const listenerOn = async (host: string): Promise<Server | undefined> => {
  const server = createServer((socket) => socket.destroy()).unref()
  try {
    server.listen({ host, port: CLAIM_PORT, exclusive: true })
    await once(server, 'listening')
    return server
  } catch {
    return undefined
  }
}

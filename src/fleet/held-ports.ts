import { createReadStream } from 'node:fs'
import { addressKeys, WILDCARD_KEYS } from './socket-addresses.js'

/** Local ports of one address that sockets of this machine have. */
export interface HeldPorts {
  /** A connection, or somebody who listens. */
  readonly live: ReadonlySet<number>
  /** A connection that is over, for up to a minute. */
  readonly waiting: ReadonlySet<number>
}

const TABLES = ['/proc/net/tcp', '/proc/net/tcp6']

/** The ports of each address that are held in this moment, by the kernel's tables of sockets; none where it has no such tables. */
export const heldPorts = async (
  addresses: readonly string[],
  tables: readonly string[] = TABLES,
): Promise<ReadonlyMap<string, HeldPorts>> => {
  const held = new Map(addresses.map((address) => [address, { live: new Set<number>(), waiting: new Set<number>() }]))
  const byKey = new Map(addresses.flatMap((address) => addressKeys(address).map((key) => [key, address] as const)))
  const add = (key: string, port: number, state: string): void => {
    const concerned = WILDCARD_KEYS.has(key) ? addresses : [byKey.get(key) ?? '']
    for (const address of concerned) held.get(address)?.[state === TIME_WAIT ? 'waiting' : 'live'].add(port)
  }
  for (const path of tables) await eachSocket(path, add)
  return held
}

// `  12: 0200007F:9C40 0100007F:1F90 06 …`: the local end, the other one, and the state.
const SOCKET = /^ *\d+: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /gm
const TIME_WAIT = '06'

// In parts: with 160,000 connections the table has 24 MB.
const eachSocket = async (path: string, tell: (key: string, port: number, state: string) => void): Promise<void> => {
  let rest = ''
  try {
    for await (const part of createReadStream(path, 'latin1')) {
      const text = `${rest}${part}`
      const end = text.lastIndexOf('\n') + 1
      for (const [, key = '', port = '', state = ''] of text.slice(0, end).matchAll(SOCKET))
        tell(key, Number.parseInt(port, 16), state)
      rest = text.slice(end)
    }
  } catch {
    // Then it is the kernel that says of each port, when it is asked for, whether it is held.
  }
}

import { readFile } from 'node:fs/promises'
import { isIPv4, isIPv6 } from 'node:net'
import { endianness } from 'node:os'

/** Datagrams to a bound socket that the kernel threw away because its buffer was full; undefined where the kernel does not tell. */
export const udpDrops = async (address: string, port: number): Promise<number | undefined> => {
  const table = await readFile(isIPv6(address) ? '/proc/net/udp6' : '/proc/net/udp', 'utf8').catch(() => '')
  return dropsIn(table, address, port)
}

/**
 * The last column of the row of a local address in Linux's table of UDP sockets. Sockets of IP version 6 are found by their port alone,
 * so that those of others at the same port count too.
 */
export const dropsIn = (table: string, address: string, port: number): number | undefined => {
  const wanted = hex(port, 4)
  const rows = table
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s+/))
    .filter(([, local = '']) => {
      const [host, at] = local.split(':')
      return at === wanted && (!isIPv4(address) || host === hostHex(address))
    })
  const drops = rows.map((row) => Number(row.at(-1)))
  if (drops.length === 0 || !drops.every((count) => Number.isSafeInteger(count) && count >= 0)) return undefined
  return drops.reduce((sum, count) => sum + count, 0)
}

// The kernel prints the address as the number that its four octets make in this machine's memory.
const hostHex = (address: string): string => {
  const octets = address.split('.').map((octet) => hex(Number(octet), 2))
  return (endianness() === 'LE' ? octets.reverse() : octets).join('')
}

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0')

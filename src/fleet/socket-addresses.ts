import { isIPv4 } from 'node:net'

/** How the kernel's tables of sockets write an address; an IPv4 address also as sockets of both families have it. */
export const addressKeys = (address: string): readonly string[] =>
  isIPv4(address) ? [v4Key(address), `${MAPPED}${v4Key(address)}`] : [v6Key(address)]

/** Of sockets that listen at every address. */
export const WILDCARD_KEYS: ReadonlySet<string> = new Set(['0'.repeat(8), '0'.repeat(32)])

// ::ffff:0.0.0.0 without its last four bytes, in words of four bytes that are each in reverse order.
const MAPPED = '0000000000000000FFFF0000'

const v4Key = (address: string): string => wordKey(address.split('.').map(Number))

const v6Key = (address: string): string => {
  // Written in one way only, without an IPv4 part; a zone is no part of the address.
  const text = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1)
  const [head = [], tail = []] = text.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
  const bytes = groups.map((group) => Number.parseInt(group, 16)).flatMap((group) => [group >> 8, group & 0xff])
  return [0, 4, 8, 12].map((from) => wordKey(bytes.slice(from, from + 4))).join('')
}

const wordKey = (bytes: readonly number[]): string =>
  bytes
    .toReversed()
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()

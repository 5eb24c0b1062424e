import { parsedText } from './human-values.js'
import type { HostAndPort } from './tier-sources.js'

const ADDRESS = /^\[?([0-9a-f:.]+|[\w.-]+)\]?:(\d{1,5})$/i

/** An address written `host:port`, an IPv6 literal in brackets; undefined for what is none. */
export const addressOf = (value: string): HostAndPort | undefined => {
  const [, host = '', port] = ADDRESS.exec(value) ?? []
  return port !== undefined && Number(port) <= 65_535 ? { host, port: Number(port) } : undefined
}

/** Such an address; `example` is of its own kind. */
export const hostAndPort = (example: string) => parsedText(addressOf, `write host and port, such as ${example}`)

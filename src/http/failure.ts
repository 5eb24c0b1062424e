import { roundDurationText } from '../base/quantity-text.js'
import type { HttpFailure } from './exchange.js'

/** How far a connection has come. */
export type Phase = 'connecting' | 'securing' | 'open' | 'closed'

/** What went wrong, before it has a time. */
export interface Trouble {
  readonly reason: HttpFailure['reason']
  readonly message: string
}

// Descriptors, ports and buffers that this machine ran out of, and source addresses that are not its own.
const LOCAL = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRINUSE', 'EADDRNOTAVAIL'])
const ADDRESS = new Set(['EADDRINUSE', 'EADDRNOTAVAIL'])

/** May another source address or port help? */
export const isAddressTrouble = (error: Error): boolean => ADDRESS.has(codeOf(error))

/** The closed set of failures for an error of a socket, by how far its connection had come; `at` is `address:port`. */
export const troubleOf = (error: Error, phase: Phase, at: string): Trouble => {
  const code = codeOf(error)
  if (LOCAL.has(code))
    return { reason: 'local', message: `this machine could not use a socket towards ${at} (${code})` }
  if (phase === 'connecting') return { reason: 'connect', message: `no connection to ${at} (${code})` }
  if (phase === 'securing') return { reason: 'tls', message: `no TLS with ${at} (${code})` }
  if (isTls(code)) return { reason: 'tls', message: `TLS with ${at} broke (${code})` }
  return { reason: 'reset', message: `${at} cut the connection (${code})` }
}

/** Time ran out for opening a connection. */
export const tooSlow = (phase: Phase, at: string, limitUs: number): Trouble => {
  const within = `within ${roundDurationText(limitUs)}`
  return phase === 'securing'
    ? { reason: 'tls', message: `no TLS with ${at} ${within}` }
    : { reason: 'connect', message: `no connection to ${at} ${within}` }
}

const isTls = (code: string): boolean => code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO'

// Codes only: messages of TLS errors quote certificates and go on for lines.
const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : error.name)

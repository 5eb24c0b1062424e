import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { PreflightError } from '../base/errors.js'

/** A loopback address and port that no other stack on this machine takes while the claim is held. */
export interface LoopbackClaim {
  readonly address: string
  readonly port: number
  release(): void
}

/** Where to look for a free address and port. */
export interface ClaimOptions {
  /** Port that must be free; several are tried in turn with the address. */
  readonly ports: readonly number[]
  /** Differs from run to run. */
  readonly salt: number
  /** False on systems where of the loopback network only 127.0.0.1 exists. */
  readonly wholeNetwork: boolean
}

// Two nginx of one user can listen on the same port without an error, since both ask for reuseport; so what tells
// stacks apart is a socket of ours on this port, beside theirs.
const CLAIM_PORT_OFFSET = -3
const TRIES = 64

/**
 * Claims an address whose port nobody listens on. An address of its own keeps a wide ephemeral port range, from which
 * other sockets of 127.0.0.1 take their ports, away from a listening port. Rejects when everything tried is taken.
 */
export const claimLoopback = async (options: ClaimOptions): Promise<LoopbackClaim> => {
  for (const { address, port } of candidates(options)) {
    const claim = await listen(address, port + CLAIM_PORT_OFFSET)
    if (!claim) continue
    if (await isFree(address, port)) return { address, port, release: () => void claim.close() }
    claim.close()
  }
  throw new PreflightError(
    `ports ${options.ports.join(', ')} are taken on all ${TRIES} loopback addresses tried: end what listens there`,
  )
}

/** Places to try: many addresses with the first port, then with the next; apart from what the generator connects from. */
export const candidates = function* ({ ports, salt, wholeNetwork }: ClaimOptions): Generator<Candidate> {
  for (let i = 0; i < TRIES; i++) {
    const port = ports[Math.floor((i * ports.length) / TRIES)] ?? 0
    yield wholeNetwork ? { address: addressOf(salt + i), port } : { address: '127.0.0.1', port: port + 10 * i }
  }
}

interface Candidate {
  readonly address: string
  readonly port: number
}

const addressOf = (place: number): string =>
  `127.${200 + (Math.floor(place / 62_500) % 50)}.${Math.floor(place / 250) % 250}.${(place % 250) + 1}`

const isFree = async (address: string, port: number): Promise<boolean> => {
  const probe = await listen(address, port)
  if (!probe) return false
  await new Promise((resolve) => probe.close(resolve))
  return true
}

const listen = async (host: string, port: number): Promise<Server | undefined> => {
  const server = createServer((socket) => socket.destroy())
  server.unref()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
    return server
  } catch {
    return undefined
  }
}

import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { candidates, claimLoopback, type LoopbackClaim } from '../../src/servers/loopback-claim.js'

const held: { release(): void }[] = []
afterEach(() => {
  for (const claim of held.splice(0)) claim.release()
})
const claim = async (salt: number, ports = [8443]): Promise<LoopbackClaim> => {
  const claimed = await claimLoopback({ ports, salt, wholeNetwork: true })
  held.push(claimed)
  return claimed
}
const listenOn = async (host: string, port: number): Promise<void> => {
  const server = createServer()
  held.push({ release: () => void server.close() })
  server.listen(port, host)
  await once(server, 'listening')
}
const listenEverywhere = async (port: number): Promise<void> => {
  for (const { address } of candidates({ ports: [port], salt: SALT, wholeNetwork: true })) await listenOn(address, port)
}
// Apart from the addresses of stacks that other tests start at the same time, which go by their process numbers.
const SALT = 5_000_000 + process.pid

describe('claimLoopback', () => {
  it('gives two claims with the same salt different addresses', async () => {
    const [first, second] = [await claim(SALT), await claim(SALT)]
    expect(first.address).not.toBe(second.address)
    expect(first.port).toBe(second.port)
  })

  it('passes over an address on which somebody listens', async () => {
    const taken = await claim(SALT)
    taken.release()
    await listenOn(taken.address, taken.port)
    expect((await claim(SALT)).address).not.toBe(taken.address)
  })

  it('takes the next port when the first is taken on every address', async () => {
    await listenEverywhere(9_943)
    expect((await claim(SALT, [9_943, 10_943])).port).toBe(10_943)
  })

  it('says what to do when all is taken', async () => {
    await listenEverywhere(9_944)
    await expect(claim(SALT, [9_944])).rejects.toThrow('ports 9944 are taken on all 64 loopback addresses tried')
  })

  it('lets an address be claimed again after its release', async () => {
    const first = await claim(SALT)
    first.release()
    expect((await claim(SALT)).address).toBe(first.address)
  })
})

describe('candidates', () => {
  it('keep away from 127.0/9, where the generator and others have their addresses', () => {
    for (const salt of [0, 4_194_304, 2 ** 31]) {
      for (const { address } of candidates({ ports: [8443], salt, wholeNetwork: true }))
        expect(address).toMatch(/^127\.2[0-4]\d\.\d{1,3}\.\d{1,3}$/)
    }
  })

  it('differ by port where only 127.0.0.1 exists', () => {
    const places = [...candidates({ ports: [8443, 9443], salt: 3, wholeNetwork: false })]
    expect(new Set(places.map(({ port }) => port)).size).toBe(places.length)
    expect(new Set(places.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']))
  })
})

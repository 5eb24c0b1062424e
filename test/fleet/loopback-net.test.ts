import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { claimLoopbackNet, type LoopbackNetClaim } from '../../src/fleet/loopback-net.js'
import { LOOPBACK_NETS } from '../../src/fleet/source-addresses.js'

const claims: LoopbackNetClaim[] = []
afterEach(() => {
  for (const claim of claims.splice(0)) claim.release()
})

const claimed = async (sockets?: string): Promise<LoopbackNetClaim> => {
  const claim = await claimLoopbackNet(sockets)
  if (!claim) throw new Error('no net is left')
  claims.push(claim)
  return claim
}

/** A connection from a net that its client closes: its port waits in TIME_WAIT on the client's side. */
const connectOnce = async (net: string): Promise<void> => {
  const server = createServer((socket) => socket.resume().on('end', () => socket.end()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const socket = connect({ host: '127.0.0.1', port, localAddress: `${net}.0.1` })
  await once(socket, 'connect')
  socket.end().resume()
  await once(socket, 'close')
  server.close()
}

describe.skipIf(process.platform !== 'linux')('the net that a run connects from', () => {
  it('is none of which a run before it left ports in TIME_WAIT', async () => {
    const before = await claimed()
    await connectOnce(before.net)
    before.release()
    const after = await Promise.all([claimed(), claimed(), claimed()])
    expect(after.map(({ net }) => net)).not.toContain(before.net)
  })

  it('is another one for each of those that start in the same moment', async () => {
    const nets = (await Promise.all(Array.from({ length: 20 }, () => claimed()))).map(({ net }) => net)
    expect(new Set(nets).size).toBe(20)
  })

  it('is one that waits when something waits in all of them, and none when a run is in each', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tatami-load-sockets-'))
    const table = join(folder, 'tcp')
    const ends = LOOPBACK_NETS.map((net) => Number(net.slice(4)).toString(16).toUpperCase())
    writeFileSync(table, ends.map((byte, i) => `   ${i}: 0100${byte}7F:9C40 0100007F:1F90 06 0\n`).join(''))
    try {
      const nets = (await Promise.all(LOOPBACK_NETS.map(() => claimLoopbackNet(table)))).flatMap((claim) => claim ?? [])
      claims.push(...nets)
      expect(nets.length).toBeGreaterThan(100)
      expect(await claimLoopbackNet(table)).toBeUndefined()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { heldPorts } from '../../src/fleet/held-ports.js'

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'
const row = (local: string, state: string, i: number): string =>
  `  ${i}: ${local} 0100007F:1F90 ${state} 00000000:00000000 03:000016CC 00000000     0        0 0 3 0000000000000000\n`

const fileOf = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-sockets-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'tcp'), text)
  return join(folder, 'tcp')
}

/** `port` for a live one, `port waiting` for one of a connection that is over. */
const heldBy = async (address: string, ...rows: readonly (readonly [string, string])[]): Promise<readonly string[]> => {
  const table = fileOf(HEAD + rows.map(([local, state], i) => row(local, state, i)).join(''))
  const held = (await heldPorts([address, '127.0.0.9'], [table])).get(address)
  return [...(held?.live ?? [])].map(String).concat([...(held?.waiting ?? [])].map((port) => `${port} waiting`))
}

it.each([
  ['an established connection', '127.0.0.2', ['0200007F:9C40', '01'], ['40000']],
  ['one in TIME_WAIT', '127.0.0.2', ['0200007F:9C40', '06'], ['40000 waiting']],
  ['one that is being closed', '127.0.0.2', ['0200007F:9C40', '05'], ['40000']],
  ['nothing of another address', '127.0.0.2', ['0300007F:9C40', '01'], []],
  ['a listener at every address', '127.0.0.2', ['00000000:9C40', '0A'], ['40000']],
  [
    'a listener at every address of both families',
    '127.0.0.2',
    ['00000000000000000000000000000000:9C40', '0A'],
    ['40000'],
  ],
  ['an IPv4 connection of an IPv6 socket', '127.0.0.2', ['0000000000000000FFFF00000200007F:9C40', '01'], ['40000']],
  ['one of IPv6', '2001:db8::7', ['B80D0120000000000000000007000000:9C40', '01'], ['40000']],
  ['one of a link-local address', 'fe80::1%eth0', ['000080FE000000000000000001000000:9C40', '06'], ['40000 waiting']],
  ['one of IPv6 loopback', '::1', ['00000000000000000000000001000000:9C40', '01'], ['40000']],
] as const)('finds %s', async (_, address, [local, state], ports) =>
  expect(await heldBy(address, [local, state])).toEqual(ports),
)

it('reads a table of many parts to its end', async () => {
  const table = fileOf(
    HEAD + Array.from({ length: 28_000 }, (_, i) => row(`0200007F:${hex(32_768 + i)}`, '06', i)).join(''),
  )
  expect((await heldPorts(['127.0.0.2'], [table])).get('127.0.0.2')?.waiting.size).toBe(28_000)
})

it('finds nothing where there are no such tables', async () =>
  expect([...(await heldPorts(['127.0.0.2'], ['/nowhere/tcp'])).values()]).toEqual([
    { live: new Set(), waiting: new Set() },
  ]))

it.runIf(process.platform === 'linux')(
  'reads what the kernel says of a connection, while it lives and after',
  async () => {
    const server = createServer((socket) => socket.resume().on('end', () => socket.end())).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const socket = connect({
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      localAddress: '127.0.0.77',
    })
    await once(socket, 'connect')
    const port = socket.localPort ?? 0
    const now = async () => (await heldPorts(['127.0.0.77'])).get('127.0.0.77')
    expect((await now())?.live).toContain(port)
    socket.end().resume()
    await once(socket, 'close')
    expect((await now())?.waiting).toContain(port)
  },
)

const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0')

import { expect, it } from 'vitest'
import { shortfallText } from '../../src/preflight/shortfall-text.js'

const WIDEN = 'sysctl -w net.ipv4.ip_local_port_range="1024 65535"'
const ports = { kind: 'ports', from: 'given', addresses: 1, portsPerAddress: 28_232, addressesNeeded: 3 } as const

it.each([
  ['a wider range does', { ...ports, needed: 51_028 }, `3 source addresses with --local-ips, or ${WIDEN}`],
  [
    'a wider range is not enough',
    { ...ports, needed: 178_250, addressesNeeded: 8 },
    `8 source addresses with --local-ips, or 4 after ${WIDEN}`,
  ],
  [
    'the range is wide already',
    { ...ports, needed: 87_748, portsPerAddress: 64_512, addressesNeeded: 2 },
    '2 source addresses with --local-ips',
  ],
  ['shards bring addresses', { ...ports, from: 'loopback', needed: 60_000 } as const, `more --shards, or ${WIDEN}`],
  ['only more shards do', { ...ports, from: 'loopback', needed: 87_748 } as const, 'more --shards'],
])('ports that are short are mended by what mends them: %s', (_, shortfall, remedy) =>
  expect(shortfallText(shortfall)).toMatch(new RegExp(`needed at once, [\\d,]+ there; ${remedy.replace('(', '\\(')}$`)),
)

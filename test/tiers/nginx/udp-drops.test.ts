import { endianness } from 'node:os'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dropsIn, udpDrops } from '../../../src/tiers/nginx/udp-drops.js'

const HEAD =
  '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops'
const row = (address: string, drops: string): string =>
  `  912: ${address} 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 123456 2 0000000000000000 ${drops}            `
const LOOPBACK = endianness() === 'LE' ? '0100007F' : '7F000001'

test.each([
  ['our socket', [row(`${LOOPBACK}:1F90`, '17')], 17],
  [
    'our socket among others',
    [row('00000000:1F90', '5'), row(`${LOOPBACK}:1F91`, '3'), row(`${LOOPBACK}:1F90`, '0')],
    0,
  ],
  ['nobody at that address', [row('00000000:1F90', '5')], undefined],
  ['no socket at all', [], undefined],
  ['a row without a number', [row(`${LOOPBACK}:1F90`, 'x')], undefined],
])('finds what was dropped of %s', (_, rows, expected) => {
  expect(dropsIn([HEAD, ...rows, ''].join('\n'), '127.0.0.1', 8_080)).toBe(expected)
})

test('of IP version 6 every socket at the port counts', () => {
  const table = [HEAD, row('00000000000000000000000001000000:1F90', '2'), row(`${'0'.repeat(32)}:1F90`, '1')].join('\n')
  expect(dropsIn(table, '::1', 8_080)).toBe(3)
})

test('whatever the table holds, it is a count or nothing', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.string().map((drops) => row(`${LOOPBACK}:1F90`, drops)),
        ),
      ),
      (rows) => {
        const drops = dropsIn(rows.join('\n'), '127.0.0.1', 8_080)
        expect(drops === undefined || (Number.isSafeInteger(drops) && drops >= 0)).toBe(true)
      },
    ),
  )
})

test('says nothing of a port that nobody listens on', async () => {
  expect(await udpDrops('127.0.0.1', 0)).toBeUndefined()
})

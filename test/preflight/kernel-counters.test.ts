import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTicks, protocolCounter, stalledUs, timeWaitSockets } from '../../src/preflight/kernel-counters.js'

const ticks = (busy: number, total: number, steal: number | undefined) => ({ busy, total, steal })

describe('what the kernel counts', () => {
  it.each([
    [
      'cpu  100 10 50 800 20 5 5 10 7 0\ncpu0 100 10 50 800 20 5 5 10 7 0\nintr 5\n',
      { all: ticks(170, 1_000, 10), cores: [ticks(170, 1_000, 10)] },
    ],
    // Two cores, of a kernel from before time could be stolen.
    [
      'cpu 4 0 0 16\ncpu0 1 0 0 9\ncpu1 3 0 0 7',
      { all: ticks(4, 20, undefined), cores: [ticks(1, 10, undefined), ticks(3, 10, undefined)] },
    ],
    ['cpu  100 10 50', undefined],
    ['cpu  1 1 1 1 1 1 1 1\n', undefined],
    ['cpu  1 1 1 1\ncpu0 1 1 x 1', undefined],
    ['cpufreq 1 1 1 1\n', undefined],
    ['', undefined],
  ])('%j is the time of cores %j', (text, expected) => expect(cpuTicks(text)).toEqual(expected))

  it.each([
    ['some avg10=2.97 avg60=4.61 avg300=3.58 total=3096774259\nfull avg10=0.00 total=7\n', 3_096_774_259],
    ['full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n', undefined],
    ['some avg10=0.00 total=', undefined],
    ['some avg10=0.00 total=-5', undefined],
    ['', undefined],
  ])('%j is a pressure of %s µs', (text, us) => expect(stalledUs(text)).toBe(us))

  const snmp = 'Ip: Forwarding RetransSegs\nIp: 1 9\nTcp: MaxConn OutSegs RetransSegs\nTcp: -1 500 3\n'
  it.each([
    [snmp, 'Tcp', 'RetransSegs', 3],
    [snmp, 'Tcp', 'OutSegs', 500],
    [snmp, 'Tcp', 'MaxConn', undefined],
    [snmp, 'Tcp', 'ListenDrops', undefined],
    [snmp, 'TcpExt', 'OutSegs', undefined],
    ['Tcp: OutSegs RetransSegs\nTcp: 500', 'Tcp', 'RetransSegs', undefined],
    ['Tcp: OutSegs RetransSegs\n', 'Tcp', 'RetransSegs', undefined],
    ['', 'Tcp', 'OutSegs', undefined],
  ])('%j counts %s %s as %s', (text, protocol, name, count) => {
    expect(protocolCounter(text, protocol, name)).toBe(count)
  })

  it.each([
    ['sockets: used 13\nTCP: inuse 1 orphan 0 tw 336 alloc 1 mem 0\nUDP: inuse 0 mem 0\n', 336],
    ['TCP: inuse 1 orphan 0 tw many', undefined],
    ['TCP6: inuse 1 tw 4', undefined],
    ['', undefined],
  ])('%j has %s sockets in TIME_WAIT', (text, count) => expect(timeWaitSockets(text)).toBe(count))

  it('never throws, and gives only whole numbers that count something', () =>
    fc.assert(
      fc.property(procText, (text) => {
        const cpu = cpuTicks(text)
        for (const { busy, total, steal } of cpu ? [cpu.all, ...cpu.cores] : []) {
          expect([busy, total, steal ?? 0].every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true)
          expect(busy + (steal ?? 0)).toBeLessThanOrEqual(total)
        }
        const counts = [stalledUs(text), protocolCounter(text, 'Tcp', 'OutSegs'), timeWaitSockets(text)]
        for (const count of counts) if (count !== undefined) expect(Number.isSafeInteger(count)).toBe(true)
      }),
      { numRuns: 500 },
    ))
})

// Pieces of the real files in any order and number, beside anything at all.
const procText = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.oneof(
        fc.constantFrom('cpu ', 'cpu0 ', 'cpu1', 'some ', 'total=', 'Tcp:', 'OutSegs', 'TCP: inuse ', ' tw '),
        fc.constantFrom(' ', '\n', '\t', '-'),
        fc.nat().map((count) => `${count} `),
        fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String),
      ),
      { maxLength: 24 },
    )
    .map((pieces) => pieces.join('')),
)

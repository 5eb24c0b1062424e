import { expect, test } from 'vitest'
import { MachineWatch } from '../../src/run/machine-watch.js'

/** Two cores after `seconds` of 100 ticks each, of which core 0 works `busy` and its host takes `stolen`. */
const machineAfter = (seconds: number, { busy = 0, stolen = 0 } = {}): Record<string, string> => {
  const [work, away, idle] = [busy * seconds, stolen * seconds, (100 - busy - stolen) * seconds]
  const core0 = `${work} 0 0 ${idle} 0 0 0 ${away} 0 0`
  const core1 = `0 0 0 ${100 * seconds} 0 0 0 0 0 0`
  const all = `${work} 0 0 ${idle + 100 * seconds} 0 0 0 ${away} 0 0`
  return {
    '/proc/stat': `cpu  ${all}\ncpu0 ${core0}\ncpu1 ${core1}\n`,
    '/proc/pressure/cpu': `some avg10=0.00 avg60=0.00 avg300=0.00 total=${250_000 * seconds}\n`,
    '/proc/net/snmp': `Tcp: OutSegs RetransSegs\nTcp: ${1_000 + 500 * seconds} ${10 + 2 * seconds}\n`,
    '/proc/net/netstat': `TcpExt: ListenOverflows ListenDrops\nTcpExt: ${7 + seconds} 9\n`,
    '/proc/net/sockstat': 'TCP: inuse 1 orphan 0 tw 300 alloc 1 mem 0\n',
  }
}

const watched = (...machines: readonly Record<string, string>[]) => {
  let [at, nowUs] = [0, 0]
  const watch = new MachineWatch({ nowUs: () => nowUs }, (path) => machines[at]?.[path])
  return {
    after: (us: number, connections = 0) => {
      nowUs += us
      at++
      return watch.read(connections)
    },
  }
}

test('shares are of the time since the last reading, counts since the start', () => {
  const load = { busy: 80, stolen: 10 }
  const { after } = watched(machineAfter(0), machineAfter(1, load), machineAfter(2, load))
  after(1_000_000)
  expect(after(1_000_000, 40)).toEqual({
    overUs: 1_000_000,
    figures: {
      cpuShare: 0.4,
      busiestCoreShare: 0.8,
      stealShare: 0.05,
      pressureShare: 0.25,
      sentSegments: 1_000,
      retransmittedSegments: 4,
      listenDrops: 0,
      listenOverflows: 2,
      portsInUse: 340,
    },
  })
})

test('too soon after the last reading there is none, and the next one covers the whole time', () => {
  const { after } = watched(machineAfter(0), machineAfter(1), machineAfter(1, { busy: 50 }))
  expect(after(400_000)).toBeUndefined()
  expect(after(600_000)).toMatchObject({ overUs: 1_000_000, figures: { busiestCoreShare: 0.5 } })
})

test('a machine that tells nothing has no figures', () => {
  expect(watched({}, {}).after(1_000_000)?.figures).toEqual({})
})

test('a machine without pressure and steal tells the rest', () => {
  const without = (seconds: number) => {
    const { '/proc/pressure/cpu': _, ...machine } = machineAfter(seconds, { busy: 50 })
    return { ...machine, '/proc/stat': machine['/proc/stat']?.replaceAll(/( \d+){6}$/gm, '') ?? '' }
  }
  const figures = watched(without(0), without(1)).after(1_000_000)?.figures
  expect(figures).toMatchObject({ cpuShare: 0.25, busiestCoreShare: 0.5 })
  expect(figures).not.toHaveProperty('stealShare')
  expect(figures).not.toHaveProperty('pressureShare')
})

test.runIf(process.platform === 'linux')('this machine can be read', () => {
  let nowUs = 0
  const watch = new MachineWatch({ nowUs: () => nowUs })
  nowUs += 1_000_000
  expect(watch.read(0)?.figures.portsInUse).toBeGreaterThanOrEqual(0)
})

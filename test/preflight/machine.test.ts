import { describe, expect, it } from 'vitest'
import { type MachineSources, readMachine } from '../../src/preflight/machine.js'

const linux: Readonly<Record<string, string>> = {
  '/proc/meminfo': 'MemTotal:       24684092 kB\nMemFree:        100 kB\nMemAvailable:   2048 kB\n',
  '/proc/self/limits':
    'Limit                     Soft Limit           Hard Limit           Units     \n' +
    'Max processes             96365                96365                processes \n' +
    'Max open files            1024                 20000                files     \n',
  '/proc/sys/net/ipv4/ip_local_port_range': '32768\t60999\n',
  '/proc/sys/net/core/somaxconn': '4096\n',
  '/proc/sys/net/ipv4/tcp_tw_reuse': '2\n',
}

const sources = (files: Readonly<Record<string, string>>, changes: Partial<MachineSources> = {}): MachineSources => ({
  platform: 'linux',
  cores: 8,
  freeBytes: 1_000,
  file: (path) => files[path],
  ...changes,
})

describe('readMachine', () => {
  it('reads what Linux tells', () =>
    expect(readMachine(sources(linux))).toEqual({
      platform: 'linux',
      cores: 8,
      cpuCores: 8,
      memoryBytes: 2048 * 1024,
      descriptors: { soft: 1024, hard: 20_000 },
      portRange: { from: 32_768, to: 60_999 },
      somaxconn: 4_096,
      reuseOfWaitingPorts: 2,
      unknown: [],
    }))

  it('takes the memory that the tightest control group above leaves, and its share of the cores', () => {
    const group = {
      '/proc/self/cgroup': '0::/a/b\n',
      '/sys/fs/cgroup/a/memory.max': '1500000\n',
      '/sys/fs/cgroup/a/memory.current': '700000\n',
      '/sys/fs/cgroup/a/memory.stat': 'anon 5\ninactive_file 200000\n',
      '/sys/fs/cgroup/a/b/memory.max': 'max\n',
      '/sys/fs/cgroup/a/b/cpu.max': '150000 100000\n',
    }
    const machine = readMachine(sources({ ...linux, ...group }))
    expect(machine).toMatchObject({ memoryBytes: 1_000_000, cpuCores: 1.5, cores: 2 })
  })

  it('knows control groups of version 1', () => {
    const group = {
      '/sys/fs/cgroup/memory/memory.limit_in_bytes': '900000\n',
      '/sys/fs/cgroup/memory/memory.usage_in_bytes': '400000\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '50000\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    }
    expect(readMachine(sources({ ...linux, ...group }))).toMatchObject({
      memoryBytes: 500_000,
      cpuCores: 0.5,
      cores: 1,
    })
  })

  it('is not held up by groups without a limit', () => {
    const group = {
      '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    }
    expect(readMachine(sources({ ...linux, ...group }))).toMatchObject({ memoryBytes: 2048 * 1024, cpuCores: 8 })
  })

  it('says which figures another system does not tell', () => {
    const machine = readMachine(sources({}, { platform: 'darwin' }))
    expect(machine).toMatchObject({ platform: 'darwin', memoryBytes: 1_000 })
    expect(machine).not.toHaveProperty('descriptors')
    expect(machine.unknown).toHaveLength(5)
  })

  it('finds plausible figures on the machine that runs the tests', () => {
    const machine = readMachine()
    expect(machine.cores).toBeGreaterThanOrEqual(1)
    expect(machine.memoryBytes).toBeGreaterThan(10_000_000)
    if (machine.platform === 'linux') expect(machine.descriptors?.hard).toBeGreaterThan(10)
  })
})

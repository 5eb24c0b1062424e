import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PreflightError } from '../../src/base/errors.js'
import { bytesText, countText } from '../../src/base/quantity-text.js'
import { checkCapacity, refusalText, requireFit } from '../../src/preflight/capacity-check.js'
import { type LoadPlan, loadPlan } from '../../src/preflight/load-plan.js'
import type { Machine } from '../../src/preflight/machine.js'
import { cpuCores, memoryBytes } from '../../src/preflight/shortfall.js'
import type { EventProfile } from '../../src/profile/event-profile.js'
import { conditions, elsewhere, eventDay, linear, PLAIN, SECOND_US } from './event-days.js'

const GIB = 2 ** 30
const theDay = eventDay({ users: 160_000, ramp: linear(800) })
const firstCommand = eventDay({ users: 2_000, ramp: linear(20), holdUs: 40 * SECOND_US })

describe('checkCapacity', () => {
  it('carries the first command of the README with a third of the CPU and most of the memory left', () => {
    const { plan, shortfalls } = checkCapacity(firstCommand, conditions())
    expect(shortfalls).toEqual([])
    expect(cpuCores(plan).peak).toBeLessThan(4 / 3)
    expect(memoryBytes(plan)).toBeLessThan(2 * GIB)
  })

  it('carries the first command on a machine that is half as fast', () =>
    expect(checkCapacity(firstCommand, { ...conditions(), exchangeCpuUs: 36 }).shortfalls).toEqual([]))

  it('does not carry the whole event over TLS beside its own platform', () => {
    const { shortfalls, largestUsers, room } = checkCapacity(theDay, conditions())
    expect(shortfalls.map(({ kind }) => kind)).toEqual(['cpu'])
    expect(largestUsers).toBeGreaterThan(50_000)
    expect(largestUsers).toBeLessThan(130_000)
    expect(room.map(({ change }) => change.split(/[ ,]/)[0])).toEqual(
      expect.arrayContaining(['--plain', '--target', '--ramp']),
    )
  })

  it('carries 120,000 users without TLS, if people come over half an hour', () => {
    const plain = { ...theDay, users: 120_000, ramp: linear(1_800), rehearsal: PLAIN }
    expect(checkCapacity(plain, conditions()).shortfalls).toEqual([])
  })

  it.each<[string, Partial<EventProfile>, Partial<Machine>, string, RegExp]>([
    [
      'too little memory',
      {},
      { memoryBytes: 2 * GIB, cpuCores: 64 },
      'memory',
      /memory: 1\d\.\d GiB needed, 1\.90 GiB can be used/,
    ],
    ['one process', { shards: 1 }, { cores: 64, cpuCores: 64 }, 'descriptors', /ulimit -n 175,?\d+ .*--shards/],
    [
      'one source address',
      { target: elsewhere() },
      { cores: 64, cpuCores: 64 },
      'ports',
      /12 source addresses with --local-ips, or \d after sysctl -w net.ipv4.ip_local_port_range="1024 65535"/,
    ],
  ])('finds that %s does not carry the event, and says what mends it', (_, changes, machine, kind, text) => {
    const check = checkCapacity({ ...theDay, ...changes }, conditions(machine))
    expect(check.shortfalls.map((shortfall) => shortfall.kind)).toContain(kind)
    expect(refusalText(check)).toMatch(text)
  })

  it('says that more open files a process spare memory', () => {
    const few = { descriptors: { soft: 256, hard: 256 }, cores: 64, cpuCores: 64 }
    const { shortfalls, room } = checkCapacity(theDay, conditions(few))
    expect(shortfalls.map(({ kind }) => kind)).toEqual(['memory'])
    expect(room).toContainEqual({ change: expect.stringContaining('ulimit -n'), largestUsers: 160_000 })
  })

  it('finds the largest number of users that fits, to three digits', () =>
    fc.assert(
      fc.property(machines, fc.boolean(), fc.boolean(), (machine, plain, away) => {
        const profile = {
          ...theDay,
          ...(plain ? { rehearsal: PLAIN } : {}),
          ...(away ? { target: elsewhere() } : {}),
        }
        const { shortfalls, largestUsers } = checkCapacity(profile, conditions(machine))
        const fits = (users: number) =>
          checkCapacity({ ...profile, users }, conditions(machine)).shortfalls.length === 0
        expect(largestUsers === profile.users).toBe(shortfalls.length === 0)
        if (largestUsers > 0) expect(fits(largestUsers)).toBe(true)
        if (shortfalls.length > 0) expect(fits(Math.ceil(largestUsers * 1.02) + 1)).toBe(false)
      }),
      { numRuns: 25 },
    ))

  it('searches along the profiles that it is given', () => {
    // At 200 users a second whatever their number, fewer users do not arrive more slowly.
    const atRate = (profile: EventProfile, users: number) => ({ ...profile, users, ramp: linear(users / 200) })
    const { largestUsers } = checkCapacity(theDay, conditions(), atRate)
    expect(checkCapacity(atRate(theDay, largestUsers), conditions()).shortfalls).toEqual([])
    expect(largestUsers).toBeLessThan(checkCapacity(theDay, conditions()).largestUsers)
  })
})

describe('docs/limits.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/limits.md'), 'utf8')

  it.each([
    ['TLS', {}],
    ['plain', { rehearsal: PLAIN }],
  ])('says how many users of the event fit over %s', (front, changes) => {
    const { largestUsers } = checkCapacity({ ...theDay, ...changes }, conditions())
    expect(page).toMatch(new RegExp(`160,000 \\| ${front} .*up to ${countText(largestUsers)}`))
  })

  it.each([
    ['2,000', firstCommand],
    ['120,000', { ...theDay, users: 120_000, ramp: linear(1_800), rehearsal: PLAIN }],
  ])('says what %s users that fit take', (users, profile) => {
    const { plan } = checkCapacity(profile, conditions())
    const [cores, memory] = [cpuCores(plan).peak.toFixed(1), bytesText(memoryBytes(plan))]
    expect(page).toMatch(new RegExp(`${users} \\|.* fits.* ${cores} (of 2 )?cores at the end of the ramp, ${memory}`))
  })
})

describe('requireFit', () => {
  it('hands over the plan that fits', () =>
    expect(requireFit(firstCommand, conditions(), { force: false })).toEqual(loadPlan(firstCommand, conditions())))

  it('refuses with what is missing, the largest number and what makes room', () => {
    const message = refusal(() => requireFit(theDay, conditions(), { force: false }))
    expect(message).toMatch(
      /^this machine cannot carry 160,000 users by the plan; the largest that fits is \d+,\d+ users/,
    )
    expect(message).toMatch(/missing: CPU: about \d\.\d cores needed .*, 2\.0 cores there/)
    expect(message).toMatch(/more room: --plain.*: up to 1\d\d,000 users/)
    expect(message).toMatch(/--force tries anyway$/)
  })

  it('lets a plan pass that is forced', () =>
    expect(requireFit(theDay, conditions(), { force: true }).profile.users).toBe(160_000))

  it('says so when not even one user fits', () =>
    expect(refusal(() => requireFit(firstCommand, conditions({ memoryBytes: 1_000 }), { force: false }))).toContain(
      'not even one user fits',
    ))
})

const refusal = (attempt: () => LoadPlan): string => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof PreflightError) return error.message
    throw error
  }
  return 'not refused'
}

const machines = fc.record({
  memoryBytes: fc.integer({ min: 0, max: 64 }).map((gib) => gib * GIB + 1),
  cores: fc.integer({ min: 1, max: 8 }),
  cpuCores: fc.double({ min: 0.1, max: 8, noNaN: true }),
  descriptors: fc.constantFrom({ soft: 256, hard: 256 }, { soft: 20_000, hard: 20_000 }),
})

import { describe, expect, it } from 'vitest'
import { loadPlan } from '../../src/preflight/load-plan.js'
import { conditions, elsewhere, eventDay, linear, PLAIN, SECOND_US } from './event-days.js'

const day = eventDay({ users: 160_000, ramp: linear(800) })
const plan = loadPlan(day, conditions())
const rateOf = (name: string) => plan.steps.find(({ step }) => step === name)

describe('loadPlan of the event day', () => {
  it('polls 8,000 times a second before anything else', () => expect(rateOf('timeline/poll')?.holdPerSec).toBe(8_000))

  it('logs in who replaces a leaver all the time, and 200 more a second at the end of the ramp', () => {
    expect(rateOf('login/home')?.holdPerSec).toBeCloseTo(160_000 / 2_700)
    expect(rateOf('login/home')?.peakPerSec).toBeCloseTo(160_000 / 2_700 + 200)
  })

  it('adds up its steps', () => {
    expect(plan.requestsPerSec.hold).toBeCloseTo(plan.steps.reduce((sum, step) => sum + step.holdPerSec, 0))
    expect(plan.requestsPerSec.peak).toBeCloseTo(plan.steps.reduce((sum, step) => sum + step.peakPerSec, 0))
  })

  it('expects each session to log in once over the whole run', () =>
    expect(rateOf('login/authenticate')?.expected).toBeCloseTo(plan.attendance.sessions))

  it('counts the stores, with the lines that posts are written to', () => {
    // 8,000 polls a second read one slice each; 44 posts a second write some 57 times each.
    expect(plan.stores.cassandraPerSec.hold).toBeGreaterThan(8_000 + 44 * 56)
    expect(plan.stores.elasticsearchPerSec.hold).toBeCloseTo((160_000 * (2 + 0.98)) / 3600)
    expect(plan.stores.unknownSteps).toEqual([])
  })

  it('keeps one connection a user and has more while pages load', () => {
    expect(plan.connections.steady).toBe(160_000)
    expect(plan.connections.peak).toBeGreaterThan(165_000)
    expect(plan.connections.peak).toBeLessThan(160_000 * 6)
  })

  it('fits each shard into its descriptors', () => {
    expect(plan.shards).toBeGreaterThanOrEqual(9)
    expect(plan.descriptorsPerShard).toBeLessThanOrEqual(20_000)
  })

  it('asks for one account a user, and for two where leavers are to be replaced by others', () =>
    expect(plan.accounts).toEqual({ needed: 160_000, forReplacement: 320_000 }))
})

describe('loadPlan', () => {
  it('takes more shards when all users load their pages at once', () => {
    const spike = { ...day, ramp: { kind: 'spike', durationUs: 60 * SECOND_US } as const }
    const { shards, descriptorsPerShard } = loadPlan(spike, conditions())
    expect(shards).toBeGreaterThan(plan.shards)
    expect(descriptorsPerShard).toBeLessThanOrEqual(20_000)
  })

  it('takes a second shard when the handshakes of the ramp alone would keep one busy', () => {
    expect(loadPlan(eventDay({ ramp: linear(5) }), conditions()).shards).toBe(2)
    expect(loadPlan(eventDay({ ramp: linear(60) }), conditions()).shards).toBe(1)
  })

  it('leaves the number of shards to who names it', () =>
    expect(loadPlan({ ...day, shards: 3 }, conditions()).shards).toBe(3))

  it('needs less memory and CPU without TLS', () => {
    const plain = loadPlan({ ...day, rehearsal: PLAIN }, conditions())
    expect(plain.tls).toBe(false)
    plain.memory.forEach(({ bytes }, i) => {
      expect(bytes).toBeLessThanOrEqual(plan.memory[i]?.bytes ?? 0)
    })
    plain.cpu.forEach(({ peakCores }, i) => {
      expect(peakCores).toBeLessThanOrEqual(plan.cpu[i]?.peakCores ?? 0)
    })
  })

  it('counts only the generator towards a platform elsewhere', () => {
    const away = loadPlan({ ...day, target: elsewhere() }, conditions())
    expect(away.target).toBe('external')
    expect(away.memory.map(({ part }) => part)).toEqual(['generator', 'kernel'])
    expect(away.cpu.map(({ part }) => part)).toEqual(['generator'])
  })

  it.each([
    ['a rehearsal', {}, 'loopback'],
    ['a target on this machine', { target: elsewhere('http://localhost:8080') }, 'loopback'],
    ['a target elsewhere', { target: elsewhere() }, 'unbound'],
    ['addresses that were given', { target: elsewhere(), localIps: ['10.0.0.1'] }, 'given'],
  ] as const)('connects to %s from %s addresses', (_, changes, kind) =>
    expect(loadPlan(eventDay(changes), conditions()).ports.kind).toBe(kind),
  )

  it('counts ports that wait behind closed connections towards a platform elsewhere, unless they are used again', () => {
    const away = eventDay({ target: elsewhere() })
    const ports = (reuseOfWaitingPorts: number) => loadPlan(away, conditions({ reuseOfWaitingPorts })).ports.portsNeeded
    expect(ports(2)).toBeGreaterThan(ports(1) + 10_000)
  })

  it('scales CPU with the speed of the machine', () => {
    const slow = loadPlan(day, { ...conditions(), exchangeCpuUs: 36 })
    slow.cpu.forEach(({ holdCores }, i) => {
      expect(holdCores).toBeCloseTo(2 * (plan.cpu[i]?.holdCores ?? 0))
    })
  })

  it('names steps of the user whose cost it does not know', () => {
    const own = { step: 'survey/answer', perArrival: 0, perUserHour: 1 }
    const { stores } = loadPlan(day, { ...conditions(), demand: [...conditions().demand, own] })
    expect(stores.unknownSteps).toEqual(['survey/answer'])
  })
})

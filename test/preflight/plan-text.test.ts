import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aligned } from '../../src/preflight/aligned.js'
import { loadPlan } from '../../src/preflight/load-plan.js'
import { planText, shortPlanText } from '../../src/preflight/plan-text.js'
import { conditions, elsewhere, eventDay, linear, PLAIN, SECOND_US } from './event-days.js'

const { machine } = conditions()
/** Wide enough for every line. */
const WIDE = 400
const plan = loadPlan(eventDay({ users: 160_000, ramp: linear(800) }), conditions())

describe('planText', () => {
  it('begins with what is planned', () =>
    expect(planText(plan, machine, WIDE)[0]).toBe(
      'event-day: 160,000 users in 18 min 30 s against a rehearsal on this machine, over TLS',
    ))

  it.each([
    /^arrivals +200\/s in the ramp, then 59\.3\/s for those who leave; 20\d,\d{3} sessions$/,
    /^requests +1\d,\d{3}\/s, 1\d,\d{3}\/s at the end of the ramp$/,
    /^store operations +Cassandra 1\d,\d{3}\/s, .*; Elasticsearch 132\/s$/,
    /^connections +160,000, up to 17\d,\d{3} while pages load; handshakes \d{3}\/s, 1,\d{3}\/s at the end of the ramp$/,
    /^memory +generator \d+\.\d GiB, kernel .*, nginx .*, application nodes .*$/,
    /^processes +10 shards with up to 1\d,\d{3} open files each$/,
    /^source addresses +80 loopback addresses of the run's own, 28,232 ports each; 25\d,\d{3} ports needed$/,
    /^accounts +160,000; 320,000 so that/,
    /^step +hold\/s +ramp end\/s +whole run$/,
    /^timeline\/poll +8,000 +8,000 +\d,\d{3},\d{3}$/,
    /^all +1\d,\d{3} +1\d,\d{3} +1\d,\d{3},\d{3}$/,
  ])('has a line like %s', (line) => expect(planText(plan, machine, WIDE)).toContainEqual(expect.stringMatching(line)))

  it('leaves out steps that nobody asks for', () =>
    expect(planText(plan, machine, WIDE).join('\n')).not.toContain('browse/group '))

  it('notes a plan that barely fits', () => {
    const tight = loadPlan(eventDay({ users: 120_000, ramp: linear(1_800), rehearsal: PLAIN }), conditions())
    expect(planText(tight, machine, WIDE)).toContainEqual(expect.stringMatching(/^note: CPU will be short/))
  })

  it('notes figures that the system does not tell', () =>
    expect(planText(plan, { ...machine, platform: 'darwin', unknown: ['range of local ports'] }, WIDE)).toContain(
      'note: darwin does not tell: range of local ports; usual values are assumed',
    ))

  it('notes an accept queue that is shorter than a second of connections', () =>
    expect(planText(plan, { ...machine, somaxconn: 128 }, WIDE)).toContainEqual(
      expect.stringMatching(/^note: .* accept queue of 128; sysctl -w net\.core\.somaxconn=65535$/),
    ))

  it('breaks lines under what they are about', () => {
    const lines = planText(plan, machine, 80)
    const first = lines.findIndex((line) => line.startsWith('arrivals'))
    expect(lines.slice(first, first + 2)).toEqual([
      'arrivals          200/s in the ramp, then 59.3/s for those who leave; 201,481',
      '                  sessions',
    ])
  })

  it('puts numbers into every line, whatever the profile', () =>
    fc.assert(
      fc.property(profiles, fc.integer({ min: 60, max: 200 }), (profile, columns) => {
        const lines = planText(loadPlan(profile, conditions()), machine, columns)
        for (const line of lines) expect(line).not.toMatch(/NaN|Infinity|undefined|\s$/)
        expect(lines.filter((line) => line.length > columns)).toEqual([])
      }),
      { numRuns: 60 },
    ))
})

describe('shortPlanText', () => {
  it('says in a screenful what is asked of the platform and of this machine', () => {
    const lines = shortPlanText(plan, machine, 120)
    const names = ['arrivals', 'requests', 'store operations', 'connections', 'this machine', 'processes', 'accounts']
    expect(lines.slice(1, 8).map((line) => line.slice(0, 16).trim())).toEqual(names)
    expect(lines[8]).toMatch(/^by step +timeline\/poll 8,000\/s, login\/asset /)
    expect(lines.length).toBeLessThanOrEqual(20)
  })
})

describe('aligned', () => {
  it('gives each column its widest cell', () =>
    expect(aligned([['a', '1'], ['bcd', '200'], ['e']], ['left', 'right'])).toEqual(['a      1', 'bcd  200', 'e']))
})

const profiles = fc
  .record({
    users: fc.integer({ min: 1, max: 400_000 }),
    rampSec: fc.nat(3_600),
    holdSec: fc.nat(30_000),
    away: fc.boolean(),
    plain: fc.boolean(),
  })
  .map(({ users, rampSec, holdSec, away, plain }) =>
    eventDay({
      users,
      ramp: linear(rampSec),
      holdUs: holdSec * SECOND_US,
      ...(away ? { target: elsewhere() } : {}),
      ...(plain ? { rehearsal: PLAIN } : {}),
    }),
  )

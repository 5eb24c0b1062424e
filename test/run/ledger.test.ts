import { expect, it } from 'vitest'
import type { ShardDeath } from '../../src/metrics/run-record.js'
import { Ledger } from '../../src/run/ledger.js'
import { SilenceWatch } from '../../src/verdict/silence-watch.js'
import { beat } from './beats.js'

const nothing = () => undefined

const ledgerAt = (nowUs: () => number) => {
  const deaths: ShardDeath[] = []
  const silence = new SilenceWatch({ shards: 2, plannedEndUs: 60_000_000, onGap: nothing })
  const onDeath = (death: ShardDeath) => deaths.push(death)
  const ledger = new Ledger({ nowUs, silence, onDue: nothing, onSample: nothing, onExample: nothing, onDeath })
  const gauge = () => ledger.book.flush().flatMap(({ second, users }) => (users === undefined ? [] : [[second, users]]))
  return { ledger, deaths, gauge }
}

it('remembers who arrived on a shard that died, and counts its users no longer', () => {
  const { ledger, deaths, gauge } = ledgerAt(() => 2_000_000)
  ledger.onBeat(0, beat(20))
  ledger.onBeat(1, beat(21))
  ledger.onDeath(0, 'ended by SIGKILL')
  expect(ledger).toMatchObject({ arrived: 41, users: 21, peakUsers: 41 })
  expect(deaths).toEqual([{ shard: 0, atUs: 2_000_000, cause: 'ended by SIGKILL', users: 20 }])
  expect(gauge()).toEqual([
    [1, 41],
    [2, 21],
  ])
})

it('counts the users of a shard that says nothing as missing until it speaks again', () => {
  let nowUs = 1_000_000
  const { ledger, gauge } = ledgerAt(() => nowUs)
  ledger.onBeat(0, beat(20))
  for (nowUs = 1_500_000; nowUs < 6_000_000; nowUs += 1_000_000) ledger.look(nowUs)
  expect(ledger).toMatchObject({ users: 0, arrived: 20, openConnections: 20 })
  ledger.onBeat(0, { ...beat(20), runUs: 6_200_000 })
  expect(ledger.users).toBe(20)
  expect(gauge()).toEqual([
    [1, 20],
    [4, 0],
    [5, 0],
    [6, 20],
  ])
})

import { expect, it } from 'vitest'
import type { Beat } from '../../src/fleet/messages.js'
import { Ledger } from '../../src/run/ledger.js'

const beat = (arrived: number): Beat => ({
  runUs: 1_000_000,
  arrived,
  active: arrived,
  loggedIn: arrived,
  openConnections: arrived,
  fullHandshakes: 0,
  resumedHandshakes: 0,
  cpuUs: 1,
  rssBytes: 1,
  loop: { activeUs: 1, overUs: 1, longestDelayUs: 1 },
})

it('remembers who arrived on a shard that died, and counts its users no longer', () => {
  const nothing = () => undefined
  const ledger = new Ledger({ nowUs: () => 2_000_000, onSample: nothing, onExample: nothing, onDeath: nothing })
  ledger.onBeat(0, beat(20))
  ledger.onBeat(1, beat(21))
  ledger.onDeath(0, 'ended by SIGKILL')
  expect(ledger).toMatchObject({ arrived: 41, users: 21, peakUsers: 41 })
})

import { expect, test } from 'vitest'
import { OpenedMeter } from '../../src/fleet/opened-meter.js'
import { OpenedConnections } from '../../src/metrics/opened-connections.js'

test('each report holds what came up since the one before, handshakes by kind', () => {
  const meter = new OpenedMeter()
  expect(meter.take()).toBeUndefined()
  meter.connected(120)
  meter.secured(2_500, false)
  meter.connected(130)
  const [first, second] = [meter.take(), meter.take()]
  meter.secured(1_100, true)
  const sum = new OpenedConnections()
  for (const entries of [first, second, meter.take()]) sum.merge(entries ?? {})
  expect(second).toBeUndefined()
  expect([sum.connect.count, sum.full.percentile(50), sum.resumed.percentile(50)]).toEqual([2, 2_501, 1_100])
})

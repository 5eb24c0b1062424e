import { expect, it } from 'vitest'
import { measureOwnSpeed } from '../../src/preflight/own-speed.js'

it('finds what an exchange costs this machine, within what any machine can do', async () => {
  const { exchangeCpuUs, exchanges } = await measureOwnSpeed(200)
  expect(exchangeCpuUs).toBeGreaterThan(1)
  expect(exchangeCpuUs).toBeLessThan(2_000)
  expect(exchanges).toBeGreaterThan(500)
})

it('leaves no connection behind', async () => {
  await measureOwnSpeed(20)
  await expect.poll(() => process.getActiveResourcesInfo().filter((kind) => /^TCP/.test(kind))).toEqual([])
})
